"""Load the renderer's geometry buffer and turn it into clay."""
import numpy as np
SWAP = {'L': 'R', 'R': 'L', 'M': 'M'}
def codes():
    return ['none'] + [l.split('\t')[1].strip() for l in open('regions.tsv').read().splitlines()[1:]]
def swap_table():
    c = codes(); ix = {k: i for i, k in enumerate(c)}
    return np.array([0] + [ix[k[:-1] + SWAP[k[-1]]] for k in c[1:]], np.uint8)
def load(view):
    """-> normals (H,W,3), occlusion, region ids, coverage, half flag, view height in cm. Half views stay halves (screen right)."""
    ow, h, half, vh = open(f'work/{view}.meta').read().split(); ow, h = int(ow), int(h)
    b = np.fromfile(f'work/{view}.gbuf', np.uint8).reshape(h, ow, 6)
    return b[..., :3].view(np.int8), b[..., 3], b[..., 4], b[..., 5], int(half), float(vh)
def down(a, s):
    h, w = a.shape[:2]; return a.reshape(h // s, s, w // s, s, -1).mean((1, 3), dtype=np.float32).squeeze()
def clay(view, ss):
    """-> lightness L (0..1) and coverage at 1x, full width"""
    n, o, _, a, half, vh = load(view)
    af = (a.astype(np.float32) / 255)
    hit = (np.abs(n.astype(np.int16)).sum(-1) > 0).astype(np.float32)
    cov = down(af, ss); hc = np.maximum(down(hit, ss), 1e-6)
    n1 = down(n.astype(np.float32) * hit[..., None], ss) / hc[..., None] / 127; o1 = down(o.astype(np.float32) * hit, ss) / hc / 255
    if half:
        m = n1[:, ::-1].copy(); m[..., 0] *= -1; n1 = np.concatenate([m, n1], 1); o1 = np.concatenate([o1[:, ::-1], o1], 1); cov = np.concatenate([cov[:, ::-1], cov], 1)
    n1 /= np.linalg.norm(n1, axis=-1, keepdims=True) + 1e-6
    return shade(n1, o1), cov
def shade(n, occ):
    """Soft key from upper left, cool-free fill from the right, hemisphere light, ambient occlusion."""
    unit = lambda v: np.array(v, np.float32) / np.linalg.norm(v)
    key, fill = unit([-.48, .62, .66]), unit([.75, .1, .6])
    d = n @ key; wrap = np.clip((d + .45) / 1.45, 0, 1); fl = np.clip(n @ fill, 0, 1); hemi = .5 + .5 * n[..., 1]; nz = np.clip(n[..., 2], 0, 1)
    occ = np.clip(1 - 1.2 * (1 - occ), 0, 1); spec = np.clip(n @ unit(key + [0, 0, 1]), 0, 1) ** 20
    L = (.22 * hemi + .20) * (.35 + .65 * occ) + .48 * wrap ** 1.6 * (.55 + .45 * occ) + .12 * fl * occ + .05 * spec * occ
    return L * (1 - .24 * (1 - nz) ** 1.7)
