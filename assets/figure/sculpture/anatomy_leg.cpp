// The left leg from hip to ankle, in the world's cm (the right one is its mirror image).
#include "sculpture/body.h"

namespace sculpture {
namespace {

struct LegRow {
  float height;
  float outer;   // x of the outermost point
  float inner;   // x of the innermost
  float centre;  // z
  float front;   // radius
  float back;    // radius
};

constexpr LegRow kCore[] = {
    {3.8, 12.3, 7.7, -2.6, 3.2, 2.8}, {7, 12.6, 7.5, -2.6, 3.3, 3.0},   {10.5, 12.4, 7.8, -2.7, 3.0, 3.0},
    {15, 12.3, 7.9, -2.7, 3.0, 3.0},  {21, 12.6, 7.2, -2.6, 3.4, 3.6},  {27, 13.3, 6.0, -2.4, 3.9, 4.9},
    {32, 13.9, 5.0, -2.2, 4.3, 6.2},  {36, 14.1, 4.75, -2.0, 4.4, 6.7}, {40, 14.0, 4.9, -1.8, 4.4, 6.2},
    {44, 13.7, 5.2, -1.4, 4.4, 5.3},  {47, 13.6, 5.4, -1.0, 4.6, 4.8},  {51, 13.7, 5.5, -.4, 5.0, 4.7},
    {55, 13.8, 5.5, .1, 5.5, 4.9},    {59, 14.1, 5.3, .5, 6.2, 5.2},    {65, 14.8, 4.5, 1.1, 7.3, 6.0},
    {72, 15.7, 3.2, 1.5, 8.2, 6.9},   {79, 16.4, 1.9, 1.5, 8.5, 7.7},   {86, 16.9, 1.0, 1.3, 8.4, 8.3},
    {92, 16.9, 1.0, 1.0, 8.0, 8.4},   {97, 16.0, 1.9, .7, 7.3, 7.8},    {101, 14.6, 3.2, .4, 6.2, 6.6},
    {107.5, 12.0, 5.1, .2, 3.8, 4.2}, {109.5, 11.9, 5.15, .2, 3.7, 4.1}};

constexpr Shape kThigh[] = {
    Spindle{{10.8, 95, 5.2}, {9.7, 57, 3.4}, .6, 3.8, .7, 2.2},      // rectus femoris
    Spindle{{13.8, 91, 2.2}, {12.0, 54.5, 2.0}, .6, 3.8, .8, 1.8},   // vastus lateralis
    Ellipsoid{{7.2, 60.6, 2.6}, {2.2, 6.6, 3.2}, 3.8, {0, 0, -10}},  // vastus medialis
    Spindle{{3.4, 90, .6}, {6.7, 50, -1.2}, 1.0, 3.7, .8, 2.8},      // adductors
    Ellipsoid{{14.2, 95.5, 2.2}, {2.1, 8.0, 3.4}, 3.4, {0, 0, 6}},   // tensor fasciae latae, trochanter
    Cone{{14.9, 90, -.2}, {13.0, 50, -.6}, .4, .5, 3.6},             // iliotibial band
    Spindle{{12.0, 86, -4.8}, {12.6, 48, -2.6}, .4, 3.5, .75, 2.4},  // biceps femoris
    Spindle{{7.6, 86, -5.0}, {6.9, 47, -2.6}, .4, 3.5, .75, 2.4},    // semitendinosus, semimembranosus
};

constexpr Shape kKnee[] = {
    Ellipsoid{{9.6, 52.6, 3.1}, {2.3, 2.7, 1.7}, 2.6},      // kneecap
    Cone{{9.7, 50, 3.0}, {10.1, 41.0, 1.4}, 1.0, .5, 2.4},  // patellar tendon
    Ellipsoid{{10.0, 43.4, 1.6}, {1.2, 1.8, 1.0}, 2.6},     // tibial tuberosity
    Ellipsoid{{7.0, 51.0, -.6}, {1.6, 4.4, 3.6}, 2.8},      // inner condyle
    Ellipsoid{{12.3, 50.8, -.6}, {1.5, 4.0, 3.4}, 2.6},     // outer condyle
    Ellipsoid{{12.5, 45.6, -2.0}, {1.1, 1.5, 1.4}, 1.8},    // head of the fibula
};

constexpr Shape kLowerLeg[] = {
    Ellipsoid{{7.3, 35.0, -4.6}, {2.9, 10.4, 3.7}, 2.8, {0, 0, 3}},   // gastrocnemius, inner head
    Ellipsoid{{11.9, 37.0, -4.6}, {2.7, 9.4, 3.4}, 2.8, {0, 0, -2}},  // gastrocnemius, outer head
    Spindle{{10.0, 37, -4.2}, {10.2, 9, -4.2}, .5, 3.2, .8, 2.2},     // soleus
    Cone{{10.1, 22, -5.2}, {10.1, 5.0, -5.8}, 1.05, 1.15, 2.2},       // Achilles tendon
    Spindle{{10.9, 45, .9}, {9.6, 9, -1.2}, .3, 2.4, .7, 1.8},        // tibialis anterior
    Spindle{{12.7, 44, -1.6}, {11.8, 7, -3.4}, .3, 1.9, .7, 1.6},     // fibularis
    Cone{{9.2, 23, -2.0}, {8.2, 9.0, -2.0}, .5, 1.0, 3.2},            // shin bone, widening into
    Ellipsoid{{8.0, 8.5, -2.0}, {.9, 1.5, 1.5}, 3.0},                 // the inner ankle bone
    Cone{{11.5, 22, -3.0}, {12.1, 8.0, -3.1}, .4, .8, 3.0},           // fibula, widening into
    Ellipsoid{{12.2, 7.4, -3.1}, {.85, 1.5, 1.3}, 3.0},               // the outer ankle bone
};

constexpr Shape kButtock[] = {
    Ellipsoid{{8.0, 94.6, -4.2}, {7.4, 9.8, 7.0}, 3.6, {0, 0, -8}},
};
constexpr Shape kHip[] = {
    // the pelvis under gluteus medius, part of the trunk
    Ellipsoid{{10.6, 101.5, -2.6}, {4.6, 8.0, 5.2}, 5.5},
};

}  // namespace

void Body::build_leg() {
  std::vector<LoftRow> rows;
  for (const LegRow& row : kCore) {
    const float middle = (row.outer + row.inner) / 2;
    rows.push_back(
        {row.height, middle, row.centre, row.outer - middle, middle - row.inner, row.front, row.back});
  }
  const Frame world;
  leg_ = add(Part::LegLeft, world, rows, 3, 1);
  for (const std::span<const Shape> shapes :
       {std::span<const Shape>(kThigh), {kKnee}, {kLowerLeg}, {kButtock}})
    add(Part::LegLeft, world, shapes);
  add(Part::Torso, world, kHip);
}

}  // namespace sculpture
