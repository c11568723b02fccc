#pragma once
// What the kiosk reads before it opens its window: settings, words, catalogue, figure, enrolment.
#include <filesystem>
#include <string>

#include "base/result.h"
#include "content/cards.h"
#include "content/catalogue.h"
#include "content/question_words.h"
#include "content/questions.h"
#include "content/settings.h"
#include "content/strings.h"
#include "delivery/enrolment_file.h"
#include "figure/atlas.h"

namespace app {

struct KioskFiles {
  std::filesystem::path data;
  content::KioskSettings settings;
  content::Strings strings;
  content::Catalogue catalogue;
  content::Cards cards;
  content::Questions questions;
  content::QuestionWords asked;
  figure::Atlas atlas;
  delivery::Enrolment enrolment;
  std::string content_version;  // digest of words, catalogue and questions, 12 hex digits
};

// The first error stops the start; it names file, line and key. Absent: not enrolled yet.
base::Result<KioskFiles> load_kiosk_files(const std::string& data, const std::string& config);

}  // namespace app
