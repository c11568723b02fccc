#pragma once
// From where, in what pose and how far down or up the body is seen in each view. Constants.
#include "figure/view.h"
#include "sculpture/body.h"

namespace sculpture {

// A cut edge: the body is gone at height `gone` and whole at `whole`, cm.
struct Fade {
  float gone;
  float whole;
  bool arms = true;  // arms fade too
};

struct Camera {
  Vec right;   // on the screen
  Vec up;      // on the screen
  Vec centre;  // of the canvas
  bool symmetric;
  Pose pose;
  Fade fade;
  Model model = Model::Whole;
  Vec forward() const { return cross(up, right); }  // away from the viewer
};

// Contract: the view is not the mirror image of another (`source_of`).
Camera camera(figure::View view);

// The view a picture is made from: itself, or for a right side the left one, whose mirror image it is.
figure::View source_of(figure::View view);

}  // namespace sculpture
