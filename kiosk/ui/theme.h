#pragma once
// The look in tokens: colours of the light scheme, sizes in mm. A layout is drawn in layout px of
// kMmPerLayoutPx (a 27-inch panel of 1080 x 1920); px() turns mm into them. Plain values.
#include <cmath>
#include <cstdint>

#include "figure/colours.h"

namespace ui {

inline constexpr double kMmPerLayoutPx = 0.311;
// Whole layout px of a length in mm.
inline float px(double mm) { return static_cast<float>(std::lround(mm / kMmPerLayoutPx)); }

using figure::Rgb;
namespace colour {
inline constexpr Rgb kPaper = figure::rgb(0xF6F2EB);    // ground of every screen
inline constexpr Rgb kSurface = figure::rgb(0xFFFDF9);  // what can be touched, sheet, cards; text on primary
inline constexpr Rgb kSunken = figure::rgb(0xECE5DA);   // keyboard bed; a pressed button
inline constexpr Rgb kWash = figure::rgb(0xE8EFE9);     // marks tray
inline constexpr Rgb kInk = figure::rgb(0x16222B);      // titles, labels, digits
inline constexpr Rgb kInk2 = figure::rgb(0x2C3841);     // helper text, outlines, icons
inline constexpr Rgb kHair = figure::rgb(0xD9D0C3);     // decoration alone
inline constexpr Rgb kPrimary = figure::rgb(0x0C423E);  // the main button, what is chosen
inline constexpr Rgb kPressed = figure::rgb(0x072C2A);  // the main button down
inline constexpr Rgb kDisabled = figure::rgb(0xE6DFD4);
inline constexpr Rgb kOnDisabled = figure::rgb(0x565C5E);
inline constexpr Rgb kHoney = figure::rgb(0xFBE6B4);    // notice banner
inline constexpr Rgb kNight = figure::rgb(0x14202A);    // ground of the stop screen alone
inline constexpr Rgb kOnNight = figure::rgb(0xFBF7F0);  // words on it
inline constexpr Rgb kFocus = figure::rgb(0x0B57D0);    // ring for keys and switches
inline constexpr Rgb kShade = figure::rgb(0x3C3026);    // above a sheet's edge
}  // namespace colour

// Lengths, mm.
namespace mm {
inline constexpr double kMarginPortrait = 14.9;
inline constexpr double kMarginLandscape = 17.4;
inline constexpr double kGap = 3.7;       // between equals
inline constexpr double kGroupGap = 8.7;  // between groups
inline constexpr double kControlRadius = 6.2;
inline constexpr double kRowRadius = 8.1;
inline constexpr double kCardRadius = 11.2;
inline constexpr double kBadge = 12.7;  // a tile's count of marks
inline constexpr double kBadgeRadius = 3.7;
inline constexpr double kOutline = 0.62;
inline constexpr double kFieldOutline = 1.56;  // the field in use; a chosen level's ring
inline constexpr double kFocusRing = 1.87;
inline constexpr double kFocusGap = 1.24;
inline constexpr double kPressDrop = 0.62;    // content sinks this far under the finger
inline constexpr double kLeastTarget = 12.7;  // VVSG 2.0 7.2-I, both sides
inline constexpr double kLeastTargetGap = 2.54;
}  // namespace mm

enum class Face : std::uint8_t { Regular, Medium, SemiBold, Bold, Display };
inline constexpr int kFaceCount = 5;

// A size of type by the height of its capitals in mm: what reading distance asks for.
// Inter's capitals are 0.727 of its em.
struct Type {
  Face face;
  double capital_mm;
  float em() const { return static_cast<float>(std::lround(capital_mm / kMmPerLayoutPx / 0.727)); }
};

namespace type {
inline constexpr Type kGreeting{Face::Display, 33.9};      // 150 px
inline constexpr Type kCount{Face::Display, 38.4};         // 170: seconds left
inline constexpr Type kSentTitle{Face::Display, 25.3};     // 112
inline constexpr Type kHelpTitle{Face::Display, 21.7};     // 96
inline constexpr Type kHero{Face::Display, 20.8};          // 92
inline constexpr Type kStop{Face::Display, 24.4};          // 108
inline constexpr Type kIdleTitle{Face::Display, 19.0};     // 84
inline constexpr Type kReviewTitle{Face::Display, 16.3};   // 72
inline constexpr Type kTitleWide{Face::Display, 14.5};     // 64
inline constexpr Type kTitle{Face::Display, 13.57};        // 60
inline constexpr Type kPlace{Face::Display, 11.3};         // 50: the place's name in the panel
inline constexpr Type kChoice{Face::Display, 10.85};       // 48
inline constexpr Type kField{Face::SemiBold, 13.57};       // 60
inline constexpr Type kStay{Face::Display, 14.5};          // 64
inline constexpr Type kName{Face::SemiBold, 9.05};         // 40: a therapist's name
inline constexpr Type kRow{Face::SemiBold, 8.37};          // 37: a row of the review
inline constexpr Type kEyebrow{Face::Medium, 8.14};        // 36
inline constexpr Type kLead{Face::Regular, 9.05};          // 40
inline constexpr Type kLeadStrong{Face::Bold, 9.05};       // 40
inline constexpr Type kIntro{Face::Regular, 8.14};         // 36
inline constexpr Type kBodyLarge{Face::Regular, 7.69};     // 34
inline constexpr Type kBody{Face::Regular, 7.24};          // 32
inline constexpr Type kHelper{Face::Regular, 6.78};        // 30
inline constexpr Type kHelperMedium{Face::Medium, 6.78};   // 30
inline constexpr Type kMain{Face::SemiBold, 7.69};         // 34: the main button
inline constexpr Type kMainMedium{Face::Medium, 7.69};     // 34
inline constexpr Type kButtonLarge{Face::SemiBold, 7.24};  // 32
inline constexpr Type kButton{Face::SemiBold, 6.78};       // 30
inline constexpr Type kChip{Face::Medium, 6.33};           // 28
inline constexpr Type kChipChosen{Face::SemiBold, 6.33};   // 28
inline constexpr Type kChipHelper{Face::Regular, 6.33};    // 28
inline constexpr Type kTray{Face::SemiBold, 6.1};          // 27
inline constexpr Type kHeader{Face::SemiBold, 5.88};       // 26
inline constexpr Type kStep{Face::Medium, 5.88};           // 26
inline constexpr Type kBadge{Face::SemiBold, 5.88};        // 26: two digits in a tile's badge
inline constexpr Type kView{Face::SemiBold, 5.65};         // 25
inline constexpr Type kKey{Face::Medium, 10.85};           // 48
inline constexpr Type kKeyWord{Face::Medium, 7.24};        // 32
inline constexpr Type kLevel{Face::Bold, 9.05};            // 40
inline constexpr Type kLevelTen{Face::Bold, 8.14};         // 36: two digits in the same disc
// No smaller capitals than this anywhere: Section 508 402.4.
inline constexpr double kLeastCapitalMm = 4.8;
}  // namespace type

}  // namespace ui
