#include "sculpture/trace.h"

#include "sculpture/cuts.h"
#include "sculpture/parallel.h"

namespace sculpture {
namespace {

constexpr int kTile = 4;          // px
constexpr float kTouch = 0.012F;  // cm from the surface that counts as on it
constexpr int kMaxSteps = 300;
constexpr float kDepth = 34;  // cm the body reaches at most, before and behind the camera's centre
constexpr float kReach = 20;  // cm: further than blends and the shade of creases are felt together
constexpr float kNormalStep = 0.2F;
// How far out the shade of creases is felt, cm, the nearest weighing most.
constexpr float kOutward[] = {.4F, .9F, 1.7F, 2.8F, 4.2F, 6.F};
constexpr float kOutwardWeight = .86F;

struct Hit {
  bool any = false;
  float depth = 0;
  float coverage = 0;
  Label label = kNothing;
};

class Tracer {
 public:
  Tracer(const Camera& camera, float canvas_cm, const Resolution& resolution, Traced& traced)
      : camera_(camera),
        body_(camera.pose, camera.model),
        cuts_(body_),
        samples_(resolution.samples),
        ray_cm_(canvas_cm / static_cast<float>(resolution.height * resolution.samples)),
        first_column_(camera.symmetric ? resolution.width / 2 : 0),
        half_width_(static_cast<float>(resolution.width * resolution.samples) / 2),
        half_height_(static_cast<float>(resolution.height * resolution.samples) / 2),
        forward_(camera.forward()),
        stride_(camera.pose.turn_out != 0 ? .5F : .72F),
        traced_(traced) {}

  void tile(int tile_x, int tile_y) const {
    const Grid<Surface>& surface = traced_.surface;
    const int x0 = tile_x * kTile;
    const int y0 = tile_y * kTile;
    const int x1 = std::min(x0 + kTile, surface.width);
    const int y1 = std::min(y0 + kTile, surface.height);
    const Vec low = at(x0 * samples_, y1 * samples_);
    const Vec high = at(x1 * samples_, y0 * samples_);
    const auto across = [&](Vec p) { return dot(p - camera_.centre, camera_.right); };
    const auto upward = [&](Vec p) { return dot(p - camera_.centre, camera_.up); };
    const auto nearby = body_.nearby({camera_.right, camera_.up, camera_.centre, across(low), across(high),
                                      upward(low), upward(high), kReach});
    const float start = first_touch(nearby, (low + high) * .5F, length(high - low) / 2);
    if (start >= kDepth) return;
    for (int y = y0; y < y1; ++y) {
      for (int x = x0; x < x1; ++x) pixel(nearby, x, y, start);
    }
  }

 private:
  // A point of the plane through the camera's centre: the corner of a ray's cell.
  Vec at(int ray_x, int ray_y, float within = 0) const {
    const float x = static_cast<float>(first_column_ * samples_ + ray_x) + within - half_width_;
    const float y = half_height_ - static_cast<float>(ray_y) - within;
    return camera_.centre + camera_.right * (x * ray_cm_) + camera_.up * (y * ray_cm_);
  }

  // How far a cylinder of this radius goes before the body may touch it.
  float first_touch(const Body::Nearby& nearby, Vec axis, float radius) const {
    float depth = -kDepth;
    while (depth < kDepth) {
      const float free = body_.distance(nearby, axis + forward_ * depth) * stride_;
      if (free < 1.2F * radius + kTouch) return depth;
      depth += std::sqrt(free * free - radius * radius);
    }
    return depth;
  }

  Hit ray(const Body::Nearby& nearby, Vec origin, float depth) const {
    Hit hit;
    for (int step = 0; step < kMaxSteps && depth < kDepth; ++step) {
      const float d = body_.distance(nearby, origin + forward_ * depth);
      if (d < kTouch) {
        hit.any = true;
        break;
      }
      depth += std::max(d * stride_, kTouch);
    }
    if (!hit.any) return hit;
    PartDistances parts;
    depth += body_.distance(nearby, origin + forward_ * depth, &parts);
    hit.depth = depth;
    const Vec p = origin + forward_ * depth;
    hit.coverage = coverage(p, parts);
    if (hit.coverage >= .5F) {
      const Vec rest = body_.at_rest(p, parts);
      hit.label = camera_.model == Model::FeetAlone ? cuts_.sole_label(rest) : cuts_.label(rest, parts);
    }
    hit.any = hit.coverage > 0;
    return hit;
  }

  float coverage(Vec p, const PartDistances& parts) const {
    const Fade& fade = camera_.fade;
    const float faded = smooth_step(fade.gone, fade.whole, p.y);
    if (fade.arms) return faded;
    const auto part = [&](Part which) { return parts[static_cast<std::size_t>(which)]; };
    const float arm = std::min(part(Part::ArmLeft), part(Part::ArmRight));
    const float rest = std::min({part(Part::Torso), part(Part::LegLeft), part(Part::LegRight)});
    return arm < rest ? 1 : faded;
  }

  void pixel(const Body::Nearby& nearby, int x, int y, float start) const {
    const int n = samples_;
    std::vector<Hit> hits(static_cast<std::size_t>(n * n));
    const auto origin = [&](int i) { return at(x * n + i % n, y * n + i / n, .5F); };
    float nearest = kDepth;
    float farthest = -kDepth;
    int met = 0;
    for (int i = 0; i < n * n; ++i) {
      Hit& hit = hits[static_cast<std::size_t>(i)];
      hit = ray(nearby, origin(i), start);
      traced_.labels.at(x * n + i % n, y * n + i / n) = hit.label;
      if (!hit.any) continue;
      ++met;
      nearest = std::min(nearest, hit.depth);
      farthest = std::max(farthest, hit.depth);
    }
    if (met == 0) return;
    Surface& surface = traced_.surface.at(x, y);
    // In the midst of a smooth surface one look is as good as many.
    const bool smooth = met == n * n && farthest - nearest < 3 * static_cast<float>(n) * ray_cm_;
    int looks = 0;
    const int middle = n * n / 2;
    for (int i = 0; i < n * n; ++i) {
      const Hit& hit = hits[static_cast<std::size_t>(i)];
      surface.coverage += hit.coverage / static_cast<float>(n * n);
      if (!hit.any || (smooth && i != middle)) continue;
      look(nearby, origin(i) + forward_ * hit.depth, surface);
      ++looks;
    }
    surface.normal = unit(surface.normal);
    surface.open /= static_cast<float>(looks);
  }

  // Adds the normal and the openness of a point of the surface.
  void look(const Body::Nearby& nearby, Vec p, Surface& surface) const {
    static constexpr Vec kCorners[] = {{1, -1, -1}, {-1, -1, 1}, {-1, 1, -1}, {1, 1, 1}};
    Vec slope;
    for (const Vec& corner : kCorners)
      slope = slope + corner * body_.distance(nearby, p + corner * (kNormalStep * .577F));
    const Vec normal = unit(slope);
    float shut = 0;
    float weight = 1;
    float weights = 0;
    for (const float out : kOutward) {
      shut += weight * std::max(0.F, (out - body_.distance(nearby, p + normal * out)) / out);
      weights += weight;
      weight *= kOutwardWeight;
    }
    surface.open += std::clamp(1 - shut / weights, 0.F, 1.F);
    surface.normal =
        surface.normal + Vec{dot(normal, camera_.right), dot(normal, camera_.up), -dot(normal, forward_)};
  }

  const Camera& camera_;
  Body body_;
  Cuts cuts_;
  int samples_;
  float ray_cm_;
  int first_column_;  // px
  float half_width_;  // rays
  float half_height_;
  Vec forward_;
  float stride_;
  Traced& traced_;
};

}  // namespace

Traced trace(const Camera& camera, float canvas_cm, const Resolution& resolution, unsigned threads) {
  Traced traced;
  traced.half = camera.symmetric;
  const int width = camera.symmetric ? resolution.width / 2 : resolution.width;
  traced.labels = Grid<Label>(width * resolution.samples, resolution.height * resolution.samples);
  traced.surface = Grid<Surface>(width, resolution.height);
  const Tracer tracer(camera, canvas_cm, resolution, traced);
  const int across = (width + kTile - 1) / kTile;
  const int down = (resolution.height + kTile - 1) / kTile;
  in_parallel(across * down, threads, [&](int i) { tracer.tile(i % across, i / across); });
  return traced;
}

Grid<Surface> flipped(const Grid<Surface>& surface) {
  Grid<Surface> other = surface;
  for (int y = 0; y < surface.height; ++y) {
    for (int x = 0; x < surface.width; ++x) {
      Surface& to = other.at(x, y);
      to = surface.at(surface.width - 1 - x, y);
      to.normal.x = -to.normal.x;
    }
  }
  return other;
}

Grid<Surface> unfolded(const Grid<Surface>& right_half) {
  const Grid<Surface> left_half = flipped(right_half);
  Grid<Surface> whole(2 * right_half.width, right_half.height);
  for (int y = 0; y < whole.height; ++y) {
    for (int x = 0; x < right_half.width; ++x) {
      whole.at(x, y) = left_half.at(x, y);
      whole.at(right_half.width + x, y) = right_half.at(x, y);
    }
  }
  return whole;
}

}  // namespace sculpture
