// Contrast as WCAG 2.2 counts it (section "Relative luminance").

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

export function luminance([r, g, b]) {
  const linear = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}
/** Of two colours, "#rrggbb" or [r, g, b]. */
export function contrast(one, other) {
  const [a, b] = [one, other]
    .map((colour) => luminance(typeof colour === 'string' ? channels(colour) : colour))
    .sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}
