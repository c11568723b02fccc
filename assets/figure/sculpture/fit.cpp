#include "sculpture/fit.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sculpture {
namespace {

constexpr double kTolerance = 0.22;   // px
constexpr double kSmoothing = 1.6;    // px, the spread of a Gaussian along the border
constexpr double kCornerReach = 2.2;  // px before and after a corner
constexpr double kCornerTurn = 1.15;  // radians that make a corner
constexpr int kRefinements = 5;
constexpr double kHopeless = 30;  // times the tolerance, squared: refining will not help

Spot operator+(Spot a, Spot b) { return {a.x + b.x, a.y + b.y}; }
Spot operator-(Spot a, Spot b) { return {a.x - b.x, a.y - b.y}; }
Spot operator*(Spot a, double s) { return {a.x * s, a.y * s}; }
double dot(Spot a, Spot b) { return a.x * b.x + a.y * b.y; }
double length(Spot a) { return std::hypot(a.x, a.y); }
Spot unit(Spot a) { return a * (1 / (length(a) + 1e-12)); }

using Spots = std::vector<Spot>;

Spots smoothed(std::span<const Spot> p, double spread) {
  const int n = static_cast<int>(p.size());
  const bool closed = length(p.front() - p.back()) < 1e-9;
  const int reach = static_cast<int>(std::min(3 * spread, std::max(1.0, (n - 1) / 2.0)));
  std::vector<double> kernel;
  for (int i = -reach; i <= reach; ++i) kernel.push_back(std::exp(-.5 * (i / spread) * (i / spread)));
  const double sum = std::accumulate(kernel.begin(), kernel.end(), 0.0);
  const auto point = [&](int i) {
    const auto known = [&](int k) { return p[static_cast<std::size_t>(k)]; };
    if (closed) return known((i % (n - 1) + n - 1) % (n - 1));
    if (i < 0) return known(0) * 2 - known(-i);  // goes on as its own reflection
    return i >= n ? known(n - 1) * 2 - known(2 * (n - 1) - i) : known(i);
  };
  Spots result(p.size());
  for (int i = 0; i < n; ++i) {
    Spot mean;
    int k = i - reach;
    for (const double weight : kernel) mean = mean + point(k++) * (weight / sum);
    result[static_cast<std::size_t>(i)] = mean;
  }
  if (closed) {
    result.back() = result.front();
  } else {
    result.front() = p.front();
    result.back() = p.back();
  }
  return result;
}

// The best cubic for these points at these parameters, given its directions at both ends.
Cubic best_cubic(std::span<const Spot> p, const std::vector<double>& u, Spot leave, Spot arrive) {
  double c00 = 0;
  double c01 = 0;
  double c11 = 0;
  double x0 = 0;
  double x1 = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    const double t = u[i];
    const double v = 1 - t;
    const double b1 = 3 * t * v * v;
    const double b2 = 3 * t * t * v;
    const Spot a1 = leave * b1;
    const Spot a2 = arrive * b2;
    const Spot rest = p[i] - (p.front() * (v * v * v + b1) + p.back() * (b2 + t * t * t));
    c00 += dot(a1, a1);
    c01 += dot(a1, a2);
    c11 += dot(a2, a2);
    x0 += dot(a1, rest);
    x1 += dot(a2, rest);
  }
  const double determinant = c00 * c11 - c01 * c01;
  const double chord = length(p.back() - p.front());
  double a = 0;
  double b = 0;
  if (std::abs(determinant) > 1e-9) {
    a = (x0 * c11 - x1 * c01) / determinant;
    b = (c00 * x1 - c01 * x0) / determinant;
  }
  if (a < 1e-3 * chord || b < 1e-3 * chord || a > 3 * chord + 1 || b > 3 * chord + 1) a = b = chord / 3;
  return {p.front(), p.front() + leave * a, p.back() + arrive * b, p.back()};
}

// Moves each parameter to where the curve comes nearest its point (one step of Newton's).
void refine(const Cubic& c, std::span<const Spot> p, std::vector<double>& u) {
  const Spot d1[3] = {(c[1] - c[0]) * 3, (c[2] - c[1]) * 3, (c[3] - c[2]) * 3};
  const Spot d2[2] = {(d1[1] - d1[0]) * 2, (d1[2] - d1[1]) * 2};
  for (std::size_t i = 0; i < p.size(); ++i) {
    const double t = u[i];
    const double v = 1 - t;
    const Spot off = at(c, t) - p[i];
    const Spot first = d1[0] * (v * v) + d1[1] * (2 * v * t) + d1[2] * (t * t);
    const Spot second = d2[0] * v + d2[1] * t;
    const double steepness = dot(first, first) + dot(off, second);
    if (std::abs(steepness) > 1e-9) u[i] = std::clamp(t - dot(off, first) / steepness, 0.0, 1.0);
  }
  u.front() = 0;
  u.back() = 1;
  for (std::size_t i = 1; i < u.size(); ++i) u[i] = std::max(u[i], u[i - 1]);
}

std::vector<double> along(std::span<const Spot> p) {
  std::vector<double> u{0};
  for (std::size_t i = 1; i < p.size(); ++i) u.push_back(u.back() + length(p[i] - p[i - 1]));
  for (double& value : u) value /= u.back();
  return u;
}

void fit(std::span<const Spot> p, Spot leave, Spot arrive, std::vector<Cubic>& cubics) {
  if (p.size() == 2) {
    const double third = length(p[1] - p[0]) / 3;
    cubics.push_back({p[0], p[0] + leave * third, p[1] + arrive * third, p[1]});
    return;
  }
  std::vector<double> u = along(p);
  std::size_t worst = 0;
  for (int round = 0; round < kRefinements; ++round) {
    const Cubic cubic = best_cubic(p, u, leave, arrive);
    double most = -1;
    for (std::size_t i = 0; i < p.size(); ++i) {
      const Spot off = at(cubic, u[i]) - p[i];
      if (dot(off, off) <= most) continue;
      most = dot(off, off);
      worst = i;
    }
    if (most < kTolerance * kTolerance) {
      cubics.push_back(cubic);
      return;
    }
    if (most > kHopeless * kTolerance * kTolerance) break;
    refine(cubic, p, u);
  }
  const std::size_t split = std::clamp<std::size_t>(worst, 1, p.size() - 2);
  const std::size_t reach = std::min({std::size_t{4}, split, p.size() - 1 - split});
  const Spot back = unit(p[split - reach] - p[split + reach]);
  fit(p.first(split + 1), leave, back, cubics);
  fit(p.subspan(split), back * -1, arrive, cubics);
}

// Where the border turns sharply, sharpest first and well apart; with both ends, in order.
std::vector<std::size_t> corners(const Spots& p, std::size_t reach) {
  std::vector<std::size_t> found{0};
  if (p.size() > 4 * reach) {
    std::vector<std::pair<double, std::size_t>> turns;
    for (std::size_t i = reach; i + reach < p.size(); ++i) {
      const Spot before = p[i] - p[i - reach];
      const Spot after = p[i + reach] - p[i];
      const double turn = std::abs(std::atan2(before.x * after.y - before.y * after.x, dot(before, after)));
      if (turn >= kCornerTurn) turns.emplace_back(-turn, i);
    }
    std::sort(turns.begin(), turns.end());
    for (const auto& sharp : turns) {
      const std::size_t i = sharp.second;
      const bool apart = std::all_of(found.begin(), found.end(), [&](std::size_t other) {
        return std::max(i, other) - std::min(i, other) > 2 * reach;
      });
      if (apart) found.push_back(i);
    }
    std::sort(found.begin(), found.end());
  }
  found.push_back(p.size() - 1);
  return found;
}

// Every other point is enough.
Spots thinned(const Spots& p) {
  if (p.size() <= 8) return p;
  Spots thin;
  for (std::size_t i = 0; i + 1 < p.size(); i += 2) thin.push_back(p[i]);
  thin.push_back(p.back());
  return thin;
}

}  // namespace

Spot at(const Cubic& c, double t) {
  const double v = 1 - t;
  return c[0] * (v * v * v) + c[1] * (3 * v * v * t) + c[2] * (3 * v * t * t) + c[3] * (t * t * t);
}

Cubic straight(Spot from, Spot to) {
  return {from, from * (2.0 / 3) + to * (1.0 / 3), from * (1.0 / 3) + to * (2.0 / 3), to};
}

std::vector<Cubic> fitted(std::span<const Spot> steps, double scale) {
  Spots p(steps.begin(), steps.end());
  if (p.size() > 4) p = smoothed(p, kSmoothing * scale);
  p = thinned(p);
  if (p.size() < 3) return {straight(p.front(), p.back())};
  const auto cuts = corners(p, static_cast<std::size_t>(std::max(2.0, kCornerReach * scale)));
  std::vector<Cubic> cubics;
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    if (cuts[i + 1] <= cuts[i]) continue;
    const std::span<const Spot> piece = std::span(p).subspan(cuts[i], cuts[i + 1] - cuts[i] + 1);
    const std::size_t reach = std::min<std::size_t>(3, piece.size() - 1);
    fit(piece, unit(piece[reach] - piece[0]), unit(piece[piece.size() - 1 - reach] - piece.back()), cubics);
  }
  return cubics;
}

}  // namespace sculpture
