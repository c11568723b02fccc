// Trunk, neck and head. Landmarks in cm: x from the midline to the client's left, y above the ground,
// z forward of the axis through shoulder, hip and ankle.
#include "sculpture/body.h"

namespace sculpture {
namespace {

struct TrunkRow {
  float height;
  float half_width;
  float front;   // z of the foremost point
  float back;    // z of the hindmost
  float widest;  // z of the widest
  float exponent;
};

constexpr TrunkRow kTrunk[] = {{85, 9.2, 4.9, -7.0, -1, 2},         {87, 9.5, 5.1, -7.2, -.8, 2},
                               {91, 12.8, 6.9, -8.4, -.2, 2.15},    {96, 15.1, 7.5, -9.2, 0, 2.2},
                               {100, 15.3, 8.4, -8.8, .2, 2.2},     {104, 14.6, 8.8, -7.4, .6, 2.2},
                               {108, 13.5, 8.9, -6.7, 1.0, 2.2},    {113, 12.5, 8.8, -6.6, 1.4, 2.15},
                               {118, 12.2, 9.0, -7.0, 1.4, 2.15},   {123, 12.7, 9.7, -8.0, 1.0, 2.2},
                               {128, 13.5, 10.4, -9.0, .6, 2.2},    {133, 14.3, 10.9, -10.4, .1, 2.25},
                               {138, 14.7, 10.8, -11.4, -.4, 2.3},  {143, 14.3, 9.4, -11.7, -1.2, 2.3},
                               {147, 12.6, 6.4, -11.1, -2.2, 2.25}, {150.5, 9.8, 3.4, -9.9, -3.0, 2.1},
                               {154, 6.6, 1.6, -8.6, -3.4, 2.0},    {157.5, 5.0, 1.3, -7.7, -3.2, 2.0}};

constexpr Shape kShoulderGirdle[] = {
    Cone{{1.8, 157.4, -4.6}, {14.6, 147.0, -3.2}, 2.3, 2.2, 9.0},  // slope of the trapezius
    Cone{{2.6, 154.5, -6.2}, {12.0, 146.0, -6.6}, 2.4, 2.6, 7.0},
    Cone{{1.6, 149.4, 2.9}, {14.0, 149.0, -2.2}, .75, .3, 3.4},  // collar bone
};

// A calm egg, without a face.
constexpr Shape kHead[] = {
    Cone{{0, 149, -4.4}, {0, 166, -1.4}, 4.9, 4.5, 6.0, Add::Flesh, Sides::MiddleOnly},  // neck
    Ellipsoid{{0, 174.0, -0.6}, {7.0, 9.7, 9.0}, 4.0, {6, 0, 0}, Add::Flesh, Sides::MiddleOnly},
    Ellipsoid{{0, 169.0, 2.0}, {6.2, 8.6, 6.3}, 5.0, {-2, 0, 0}, Add::Flesh, Sides::MiddleOnly},
    Ellipsoid{{0, 163.9, 3.6}, {3.9, 2.6, 3.4}, 5.0, {}, Add::Flesh, Sides::MiddleOnly},  // chin
    Spindle{{3.7, 165.5, -2.8}, {1.4, 150.6, 2.2}, .4, 1.15, .8, 2.4},                    // sternomastoid
};

// Neutral and shallow.
constexpr Shape kFront[] = {
    Ellipsoid{{7.2, 139.6, 5.6}, {8.2, 7.4, 3.2}, 5.5, {-10, 20, 10}},  // chest
    Ellipsoid{{3.3, 126.4, 7.9}, {3.3, 4.4, 1.35}, 3.2},                // rectus abdominis
    Ellipsoid{{3.3, 119.4, 7.65}, {3.3, 4.4, 1.35}, 3.2},
    Ellipsoid{{3.3, 112.4, 7.4}, {3.3, 4.4, 1.35}, 3.2},
    Ellipsoid{{3.1, 104, 6.7}, {3.8, 9.0, 1.7}, 3.4},
    Cone{{0, 131, 12.2}, {0, 113, 10.3}, .2, .2, 2.4, Add::Hollow, Sides::MiddleOnly},    // white line
    Ellipsoid{{0, 111.4, 9.9}, {.45, .7, 1.0}, 1.2, {}, Add::Hollow, Sides::MiddleOnly},  // navel
    Cone{{12.6, 103.8, 4.6}, {8.6, 96.5, 6.0}, .8, .7, 4.0},         // hip bone to inguinal ligament
    Ellipsoid{{12.3, 108.4, 1.0}, {2.2, 5.0, 4.6}, 4.0, {0, 0, 8}},  // oblique over the iliac crest
};

constexpr Shape kBack[] = {
    Ellipsoid{{9.4, 127, -4.2}, {4.2, 19, 4.9}, 5.5, {0, 0, -7}},                         // latissimus
    Ellipsoid{{8.0, 140.5, -8.0}, {6.0, 9.4, 2.6}, 6.5, {4, -14, 8}},                     // shoulder blade
    Spindle{{3.8, 95, -5.6}, {3.3, 138, -8.2}, 1.0, 1.9, .6, 6.5},                        // erector spinae
    Cone{{0, 150, -12.6}, {0, 134, -13.6}, .3, .3, 3.2, Add::Hollow, Sides::MiddleOnly},  // spinal furrow
    Cone{{0, 132, -13.2}, {0, 104, -10.4}, .2, .2, 3.8, Add::Hollow, Sides::MiddleOnly},
    Ellipsoid{{5.2, 103.6, -9.7}, {1.3, 1.6, 1.2}, 2.6, {}, Add::Hollow},  // dimples over the pelvis
};

}  // namespace

void Body::build_torso() {
  std::vector<LoftRow> rows;
  for (const TrunkRow& row : kTrunk) {
    rows.push_back({row.height, 0, row.widest, row.half_width, row.half_width, row.front - row.widest,
                    row.widest - row.back, row.exponent});
  }
  const Frame world;
  add(Part::Torso, world, rows, 4.8F, 2);
  for (const std::span<const Shape> shapes :
       {std::span<const Shape>(kShoulderGirdle), {kHead}, {kFront}, {kBack}})
    add(Part::Torso, world, shapes);
}

}  // namespace sculpture
