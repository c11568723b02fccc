"""Region ids -> shared arcs -> least-squares cubic Beziers -> one path per region. Each seam is traced and fitted exactly once."""
import numpy as np
from collections import defaultdict
from scipy import ndimage as nd
from PIL import Image, ImageDraw
OUT = 255                                   # label of 'the other half' beyond the mirror line

def clean_ids(ids, ss, half):
    """Smooth region borders (majority of blurred masks), then give slivers to their neighbours."""
    full = np.concatenate([ids[:, :24 * ss][:, ::-1], ids], 1) if half else ids   # reflect so that borders meet the mirror line squarely
    m = full > 0; best = np.full(full.shape, -1, np.float32); res = np.zeros_like(full); pad = 8 * ss
    for r, sl in enumerate(nd.find_objects(full), 1):
        if sl is None: continue
        sl = tuple(slice(max(s.start - pad, 0), s.stop + pad) for s in sl)
        g = nd.gaussian_filter((full[sl] == r).astype(np.float32), 1.5 * ss); k = g > best[sl]; best[sl][k] = g[k]; res[sl][k] = r
    res[~m] = 0
    kill = np.zeros(res.shape, bool)
    for r, sl in enumerate(nd.find_objects(res), 1):
        if sl is None: continue
        sl = tuple(slice(max(s.start - 2, 0), s.stop + 2) for s in sl); lab, n = nd.label(res[sl] == r); d = nd.distance_transform_edt(np.pad(lab > 0, 1))[1:-1, 1:-1]
        mx = np.atleast_1d(nd.maximum(d, lab, range(1, n + 1))); big = mx.max()
        for i, v in enumerate(mx):
            if v < 3.2 * ss or v < .30 * big: kill[sl] |= lab == i + 1        # stray islands and slivers
    src = res.copy(); src[kill] = 0
    iy, ix = nd.distance_transform_edt(src == 0, return_distances=False, return_indices=True); res[kill] = src[iy, ix][kill]
    return res[:, 24 * ss:] if half else res

def trace(ids, half):
    """Crack-following on the label image. -> list of (points[y,x], left label, right label)"""
    ids = np.pad(ids.astype(int), 1)
    if half: ids[:, 0] = OUT
    adj = defaultdict(list)
    for y, x in np.argwhere(ids[:, 1:] != ids[:, :-1]): adj[(y, x + 1)].append((y + 1, x + 1)); adj[(y + 1, x + 1)].append((y, x + 1))
    for y, x in np.argwhere(ids[1:] != ids[:-1]): adj[(y + 1, x)].append((y + 1, x + 1)); adj[(y + 1, x + 1)].append((y + 1, x))
    def sides(a, b):
        (y0, x0), (y1, x1) = a, b
        if y1 > y0: return ids[y0, x0], ids[y0, x0 - 1]
        if y1 < y0: return ids[y1, x0 - 1], ids[y1, x0]
        if x1 > x0: return ids[y0 - 1, x0], ids[y0, x0]
        return ids[y0, x1], ids[y0 - 1, x1]
    nodes = {k for k, n in adj.items() if len(n) != 2}; used = set(); arcs = []
    def walk(a, b):
        pts = [a, b]; used.update([(a, b), (b, a)])
        while pts[-1] not in nodes and pts[-1] != pts[0]:
            c = pts[-1]; n = [q for q in adj[c] if q != pts[-2]][0]; used.update([(c, n), (n, c)]); pts.append(n)
        arcs.append((np.array(pts, float) - 1, *map(int, sides(a, b))))
    for a in list(nodes) + [k for k in adj if k not in nodes]:
        for b in adj[a]:
            if (a, b) not in used: walk(a, b)
    return arcs

def smooth(p, s):
    n = len(p); closed = np.allclose(p[0], p[-1]); r = int(min(3 * s, max(1, (n - 1) // 2))); k = np.exp(-.5 * (np.arange(-r, r + 1) / s) ** 2); k /= k.sum()
    q = np.concatenate([p[:-1][-r:], p[:-1], p[:-1][:r]]) if closed else np.concatenate([2 * p[0] - p[1:r + 1][::-1], p, 2 * p[-1] - p[-r - 1:-1][::-1]])
    o = np.stack([np.convolve(q[:, c], k, 'valid') for c in (0, 1)], 1)
    if closed: return np.concatenate([o, o[:1]])
    o[0], o[-1] = p[0], p[-1]; return o
# --- Schneider's curve fitting
def bez(c, t): t = t[:, None]; u = 1 - t; return u ** 3 * c[0] + 3 * u * u * t * c[1] + 3 * u * t * t * c[2] + t ** 3 * c[3]
unit = lambda v: v / (np.hypot(*v) + 1e-12)
def generate(p, u, t1, t2):
    b1, b2 = 3 * u * (1 - u) ** 2, 3 * u * u * (1 - u); A1, A2 = b1[:, None] * t1, b2[:, None] * t2
    q = p - (((1 - u) ** 3 + b1)[:, None] * p[0] + (b2 + u ** 3)[:, None] * p[-1])
    c00, c01, c11 = (A1 * A1).sum(), (A1 * A2).sum(), (A2 * A2).sum(); x0, x1 = (A1 * q).sum(), (A2 * q).sum(); det = c00 * c11 - c01 * c01; L = np.hypot(*(p[-1] - p[0]))
    a, b = ((x0 * c11 - x1 * c01) / det, (c00 * x1 - c01 * x0) / det) if abs(det) > 1e-9 else (0, 0)
    if a < 1e-3 * L or b < 1e-3 * L or a > 3 * L + 1 or b > 3 * L + 1: a = b = L / 3
    return np.array([p[0], p[0] + t1 * a, p[-1] + t2 * b, p[-1]])
def fit(p, t1, t2, err):
    if len(p) == 2: L = np.hypot(*(p[1] - p[0])) / 3; return [np.array([p[0], p[0] + t1 * L, p[1] + t2 * L, p[1]])]
    d = np.r_[0, np.cumsum(np.hypot(*np.diff(p, axis=0).T))]; u = d / d[-1]
    for it in range(5):
        c = generate(p, u, t1, t2); e = ((bez(c, u) - p) ** 2).sum(1); k = int(e.argmax())
        if e[k] < err * err: return [c]
        if e[k] > 30 * err * err: break
        d1, d2 = 3 * np.diff(c, axis=0), 6 * np.diff(c, 2, axis=0); t = u[:, None]; v = 1 - t
        q = bez(c, u) - p; q1 = v * v * d1[0] + 2 * v * t * d1[1] + t * t * d1[2]; q2 = v * d2[0] + t * d2[1]
        den = (q1 * q1).sum(1) + (q * q2).sum(1); u = np.clip(np.where(abs(den) > 1e-9, u - (q * q1).sum(1) / np.where(den == 0, 1, den), u), 0, 1); u[0], u[-1] = 0, 1; u = np.maximum.accumulate(u)
    k = min(max(k, 1), len(p) - 2); w = min(4, k, len(p) - 1 - k); tc = unit(p[k - w] - p[k + w])
    return fit(p[:k + 1], t1, tc, err) + fit(p[k:], -tc, t2, err)
def fit_arc(pts, ss, err=.22):
    """points in supersampled pixels -> cubic segments in 1x pixels (x,y)"""
    p = smooth(pts, 1.6 * ss)[:, ::-1] / ss if len(pts) > 4 else pts[:, ::-1] / ss
    p = p[np.r_[0:len(p) - 1:2, len(p) - 1]] if len(p) > 8 else p
    if len(p) < 3: return [np.array([p[0], p[0] * 2 / 3 + p[-1] / 3, p[0] / 3 + p[-1] * 2 / 3, p[-1]])]
    w = max(2, int(2.2 * ss)); cut = [0]                                           # corners (between toes, fingers): split where the direction turns sharply
    if len(p) > 4 * w:
        a = p[w:-w] - p[:-2 * w]; b = p[2 * w:] - p[w:-w]; ang = np.abs(np.arctan2(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0], (a * b).sum(1)))
        for i in np.argsort(-ang):
            if ang[i] < 1.15: break
            if all(abs(i + w - c) > 2 * w for c in cut): cut.append(i + w)
    cut = sorted(cut) + [len(p) - 1]; segs = []
    for i, j in zip(cut[:-1], cut[1:]):
        if j <= i: continue
        q = p[i:j + 1]; k = min(3, len(q) - 1); segs += fit(q, unit(q[k] - q[0]), unit(q[-1 - k] - q[-1]), err)
    return segs

class Figure:
    """All arcs of one view in 1x pixels; half views carry their mirror."""
    def __init__(self, ids, ss, half, codes, swap, W):
        self.codes, self.W, self.half, self.swap = codes, W, half, swap; self.ids = clean_ids(ids, ss, half); self.arcs = []
        dx = W / 2 if half else 0
        for pts, l, r in trace(self.ids, half):
            if OUT in (l, r):
                if 0 in (l, r): continue
                a, b = pts[[0, -1], ::-1] / ss; segs = [np.array([a, a * 2 / 3 + b / 3, a / 3 + b * 2 / 3, b])]
            else: segs = fit_arc(pts, ss)
            for s in segs: s[:, 0] += dx
            self.arcs.append((segs, l, r))
        if half:
            flip = lambda segs: [np.stack([W - s[::-1, 0], s[::-1, 1]], 1) for s in segs[::-1]]
            mirrored = [(flip(s), self._sw(l), self._sw(r)) for s, l, r in self.arcs if OUT not in (l, r)]
            line = []
            for s, l, r in self.arcs:
                if OUT in (l, r):
                    k = l if r == OUT else r
                    if swap[k] != k: line.append((s, l if l != OUT else int(swap[k]), r if r != OUT else int(swap[k])))   # midline seam between L and R
            self.arcs = [a for a in self.arcs if OUT not in a[1:]] + mirrored + line
    def _sw(self, k): return int(self.swap[k])
    def mirrored(self):
        f = object.__new__(Figure); f.__dict__.update(self.__dict__)
        f.arcs = [([np.stack([self.W - s[::-1, 0], s[::-1, 1]], 1) for s in segs[::-1]], self._sw(l), self._sw(r)) for segs, l, r in self.arcs]; return f
    def loops(self, r):
        key = lambda q: (round(q[0], 2), round(q[1], 2)); start = defaultdict(list)
        for segs, a, b in self.arcs:
            if a == b: continue
            if a == r: start[key(segs[0][0])].append(segs)
            elif b == r: s = [q[::-1] for q in segs[::-1]]; start[key(s[0][0])].append(s)
        out = []
        while any(start.values()):
            k0 = k = next(k for k in start if start[k]); loop = []
            while start[k]: s = start[k].pop(); loop += s; k = key(s[-1][3])
            if k != k0: print('  open loop', self.codes[r], k0, k)
            out.append(loop)
        return out
    def regions(self): return sorted({x for _, a, b in self.arcs for x in (a, b)} - {0, OUT})
    def seams(self): return [s for s, a, b in self.arcs if a and b and a != b]
    @staticmethod
    def has_size(loop):
        """Not a crumb: where two borders run together the trace leaves loops of no area."""
        return max(np.ptp(np.concatenate(loop), axis=0)) >= .5
    def svg(self, H, name):
        f = lambda q: f'{q[0]:.1f} {q[1]:.1f}'
        body = [f'<path id="{self.codes[r]}" d="' + ''.join('M' + f(l[0][0]) + ''.join('C' + f(s[1]) + ' ' + f(s[2]) + ' ' + f(s[3]) for s in l) + 'Z' for l in self.loops(r) if self.has_size(l)) + '"/>' for r in self.regions()]
        seams = ''.join('M' + f(a[0][0]) + ''.join('C' + f(s[1]) + ' ' + f(s[2]) + ' ' + f(s[3]) for s in a) for a in self.seams())
        return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.W} {H}" data-view="{name}">\n<g id="regions" fill="#e6dbcf">\n' + '\n'.join(body) +
                f'\n</g>\n<path id="seams" fill="none" stroke="#8d7a6c" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" d="{seams}"/>\n</svg>\n')
    @staticmethod
    def flat(segs, n=10, k=1): t = np.linspace(0, 1, n); return np.concatenate([bez(s, t) for s in segs]) * k
    def label_image(self, H):
        k = 3; im = Image.new('L', (self.W * k, H * k)); d = ImageDraw.Draw(im)
        for r in sorted(self.regions(), key=lambda r: -sum(abs(np.ptp(self.flat(l)[:, 0]) * np.ptp(self.flat(l)[:, 1])) for l in self.loops(r))):
            for l in self.loops(r): d.polygon([tuple(q) for q in self.flat(l, 10, k)], fill=int(r))
        return np.asarray(im)[1::3, 1::3]
