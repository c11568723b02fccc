// Where the marks of a figure stand: outside the body, on their own side, no two on one another, each led
// to its region by a line. Pure geometry, in px of the figure.

const kGap = 26; // px between the middles of two marks, one above the other
const kHalfArms = 271; // canvas px from the middle of a whole body to its hand
const kHalfLegs = 142; // and to the outer edge of a leg

/**
 * The views' places in a figure `width` x `height`: for each its middle, top, scale and crop.
 * `soles` joins between the feet only when something is marked there.
 */
export function places(views, width, height, with_soles, compact) {
  const whole = [views.front, views.back];
  const top = Math.min(...whole.map((view) => view.box[1]));
  const tall = Math.max(...whole.map((view) => view.box[1] + view.box[3])) - top;
  const above = 24,
    below = with_soles ? 10 : 8;
  const scale = (height - above - below) / tall;
  const apart = compact
    ? Math.min(width - 2 * (kHalfArms * scale + 26), 2 * kHalfArms * scale + 130)
    : Math.min(width * 0.54, 2 * kHalfArms * scale + 132);
  const body = (name, x) => ({ name, x, y: above, scale, from_x: views[name].w / 2, from_y: top });
  const found = { front: body('front', width / 2 - apart / 2), back: body('back', width / 2 + apart / 2) };
  if (with_soles) {
    const [x, y, wide, high] = views.soles.box;
    const share = Math.min(
      (height * 0.235) / high,
      (apart - 2 * kHalfLegs * scale - (compact ? 26 : 8)) / wide,
    );
    found.soles = {
      name: 'soles',
      x: width / 2,
      y: height - high * share - 20,
      scale: share,
      from_x: x + wide / 2,
      from_y: y,
    };
  }
  return found;
}

/** A canvas point of a view, in px of the figure. */
export function point(place, [x, y]) {
  return [place.x + (x - place.from_x) * place.scale, place.y + (y - place.from_y) * place.scale];
}

// Spreads sorted heights until neighbours are a gap apart and none is above the titles or below `lowest`.
function spread(heights, lowest) {
  for (let round = 0; round < 80; round++) {
    for (let i = 1; i < heights.length; i++) {
      const near = kGap - (heights[i] - heights[i - 1]);
      if (near > 0) {
        heights[i] += near / 2;
        heights[i - 1] -= near / 2;
      }
    }
    for (let i = 0; i < heights.length; i++) heights[i] = Math.min(lowest, Math.max(36, heights[i]));
  }
  return heights;
}

function beside(marks, place, side, size, lowest) {
  marks.sort((a, b) => a.at[1] - b.at[1]);
  const heights = spread(
    marks.map((mark) => mark.at[1]),
    lowest,
  );
  const knees = place.y + (size.height - place.y) * 0.64;
  return marks.map((mark, i) => {
    const out = place.half
      ? place.half + 4
      : heights[i] < knees
        ? kHalfArms * place.scale + (size.compact ? 2 : 6)
        : kHalfLegs * place.scale + (size.compact ? 6 : 10);
    const wanted = side === 'right' ? place.x + out : place.x - out - mark.wide;
    const left = Math.max(0, Math.min(size.width - mark.wide, wanted));
    return { ...mark, left, y: heights[i], end: [side === 'right' ? left : left + mark.wide, heights[i]] };
  });
}

// Marks on the soles stand in a row above them, higher where others stand already.
function above(marks, place, others) {
  marks.sort((a, b) => a.at[0] - b.at[0]);
  const gap = 6,
    wide = marks.reduce((sum, mark) => sum + mark.wide + gap, -gap);
  const start = place.x - wide / 2;
  const taken = (y) =>
    others.some(
      (other) =>
        Math.abs(other.y - y) < 24 && other.left < start + wide + 2 && other.left + other.wide > start - 2,
    );
  let y = place.y - 18,
    left = start;
  while (taken(y) && y > place.y - 48) y -= 6;
  if (taken(y)) y = place.y - 18;
  return marks.map((mark) => {
    const here = { ...mark, left, y, end: [left + mark.wide / 2, y + 11] };
    left += mark.wide + gap;
    return here;
  });
}

/**
 * Each mark {view, at, wide, ..} with {left, y, end}: its left edge, its middle, where its line ends. A place
 * with a `half`, px, is a picture of that half width, not a whole body.
 */
export function arrange(marks, found, size) {
  const done = [];
  for (const place of Object.values(found)) {
    const here = marks.filter((mark) => mark.view === place.name);
    if (place.name === 'soles') {
      done.push(...above(here, place, done));
      continue;
    }
    const outward = place.name === 'front' ? 'left' : 'right';
    const side = (mark) =>
      Math.abs(mark.at[0] - place.x) <= 1 ? outward : mark.at[0] > place.x ? 'right' : 'left';
    for (const way of ['left', 'right']) {
      // Between the legs the soles' own words stand at the foot of the figure.
      const lowest = size.height - (found.soles && way !== outward ? 32 : 14);
      done.push(
        ...beside(
          here.filter((mark) => side(mark) === way),
          place,
          way,
          size,
          lowest,
        ),
      );
    }
  }
  return done;
}
