#include "app/kiosk_files.h"

#include "base/files.h"
#include "content/paths.h"

namespace app {
namespace {

// Which words a visit was asked with: a record keeps this beside its answers.
base::Result<std::string> version_of(const std::vector<std::filesystem::path>& files) {
  std::string all;
  for (const auto& file : files) {
    BODYMAP_TRY(text, base::read_file(file));
    all += text;
  }
  const auto hash = intake::digest(all);
  return base::to_hex(std::span(hash).first(6));
}

}  // namespace

base::Result<KioskFiles> load_kiosk_files(const std::string& data, const std::string& config) {
  content::KioskSettings settings;
  if (!config.empty()) {
    BODYMAP_TRY(loaded, content::load_kiosk_settings(config));
    settings = loaded;
  }
  BODYMAP_TRY(share, content::find_share_dir());
  const auto content = share / "content";
  const auto strings_file = content / "strings" / (settings.visit.language + ".toml");
  const auto asked_file = content / "questions" / (settings.visit.language + ".toml");
  const auto regions_file = content / "regions.csv";
  BODYMAP_TRY(strings, content::Strings::load(strings_file));
  BODYMAP_TRY(catalogue, content::Catalogue::load(regions_file));
  BODYMAP_TRY(cards, content::Cards::load(content / "cards" / (settings.visit.language + ".toml")));
  BODYMAP_TRY(questions, content::Questions::load(content, catalogue));
  BODYMAP_TRY(asked, content::QuestionWords::load(asked_file, questions));
  BODYMAP_TRY(atlas, figure::Atlas::open(share / "assets" / "figure"));
  BODYMAP_TRY(version, version_of({strings_file, regions_file, asked_file, content / "questions.toml",
                                   content / "screening.toml"}));
  auto enrolment = delivery::load_enrolment(data);
  if (!enrolment && enrolment.error().code == base::Code::Absent) {
    return base::fail(base::Code::Absent,
                      "this kiosk is not enrolled yet: run bodymap-kiosk enroll URL CODE --data " + data);
  }
  if (!enrolment) return tl::make_unexpected(enrolment.error());
  return KioskFiles{data,
                    std::move(settings),
                    std::move(strings),
                    std::move(catalogue),
                    std::move(cards),
                    std::move(questions),
                    std::move(asked),
                    std::move(atlas),
                    *std::move(enrolment),
                    version};
}

}  // namespace app
