"""compose.py SS view... : geometry buffers -> final/<view>.{clay.png,ids.png,svg}.
The clay holds light, not colour: grey = lightness x 255, alpha = coverage; the program gives it its colour.
'left' also yields 'right': the exact mirror with L and R codes swapped, lit again from the upper left."""
import sys, numpy as np
from PIL import Image
import gbuffer as gb
from vectors import Figure
def save_clay(lightness, coverage, name):
    grey = np.where(coverage > 0, lightness, 0)
    Image.fromarray((np.clip(np.dstack([grey, coverage]), 0, 1) * 255 + .5).astype(np.uint8), 'LA').save(name, optimize=True)
def main():
    ss = int(sys.argv[1]); codes, swap = gb.codes(), gb.swap_table()
    for view in sys.argv[2:]:
        n, _, ids, a, half, _ = gb.load(view); ids = np.where(a > 127, ids, 0); H = n.shape[0] // ss; W = n.shape[1] // ss * (2 if half else 1)
        fig = Figure(ids, ss, half, codes, swap, W); name = view.replace('_', '-')
        for name, f, light in [(name, fig, gb.clay(view, ss))] + ([('right', fig.mirrored(), relight(view, ss))] if view == 'left' else []):
            open(f'final/{name}.svg', 'w').write(f.svg(H, name)); Image.fromarray(f.label_image(H)).save(f'final/{name}.ids.png', optimize=True)
            save_clay(*light, f'final/{name}.clay.png')
            print(name, len(f.regions()), 'regions', sum(len(s) for s, _, _ in f.arcs), 'beziers', flush=True)
def relight(view, ss):
    orig = gb.load
    def flipped(v): n, o, i, a, h, vh = orig(v); n = n[:, ::-1].copy(); n[..., 0] *= -1; return n, o[:, ::-1], i[:, ::-1], a[:, ::-1], h, vh
    gb.load = flipped; light = gb.clay(view, ss); gb.load = orig; return light
main()
