// What a therapist sets for this browser: the colours and the letter keys. Nothing about clients is kept here.

const kColours = 'bodymap.colours';
const kKeys = 'bodymap.letter_keys';

function read(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
function write(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    /* A browser that keeps nothing still shows the page. */
  }
}

/** "auto", "light" or "dark". */
export const colours = () => read(kColours) ?? 'auto';
export function set_colours(value) {
  write(kColours, value);
  apply();
}
export function apply() {
  const value = colours();
  if (value === 'light' || value === 'dark') document.documentElement.dataset.scheme = value;
  else delete document.documentElement.dataset.scheme;
}

export const letter_keys = () => read(kKeys) !== 'off';
export const set_letter_keys = (on) => write(kKeys, on ? 'on' : 'off');
