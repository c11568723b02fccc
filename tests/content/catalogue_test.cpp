#include "content/catalogue.h"

#include <map>
#include <set>

#include "base/utf8.h"
#include "content/csv.h"
#include "support.h"

using namespace content;

namespace {

std::string shipped() { return read(content_dir() / "regions.csv"); }

std::string complaint(const std::string& csv) {
  const auto catalogue = Catalogue::parse(csv, "regions.csv");
  if (catalogue) return "";
  CHECK(catalogue.error().code == base::Code::Invalid);
  return catalogue.error().what;
}

intake::RegionCode code(const char* text) { return intake::RegionCode::parse(text).value(); }

}  // namespace

TEST_CASE("the catalogue we ship: 97 regions, each said to the client with the side first") {
  const auto catalogue = Catalogue::parse(shipped(), "regions.csv");
  REQUIRE_MESSAGE(catalogue.has_value(), (catalogue ? std::string() : catalogue.error().what));
  CHECK(catalogue->regions().size() == 97);
  CHECK(catalogue->your_label(code("calf_outer.L")) == "Your left outer calf");
  CHECK(catalogue->your_label(code("spine_low.M")) == "Your lower back, on the spine");
  CHECK(catalogue->your_label(code("achilles.R")) == "Your right Achilles, above the heel");
  CHECK(catalogue->find(code("calf_outer.L"))->short_label == "L outer calf");
  CHECK(catalogue->find(code("tail.M")) == nullptr);
  std::set<std::string> your;
  std::set<std::string> brief;
  for (const Region& region : catalogue->regions()) {
    CAPTURE(region.your_label);
    const std::string start = region.code.side() == intake::Side::Left    ? "Your left "
                              : region.code.side() == intake::Side::Right ? "Your right "
                                                                          : "Your ";
    CHECK(region.your_label.starts_with(start));
    CHECK(base::count_code_points(region.your_label) <= 42);  // one line of the level panel
    CHECK(base::count_code_points(region.short_label) <= 20);
    your.insert(region.your_label);
    brief.insert(region.short_label);
  }
  CHECK(your.size() == 97);
  CHECK(brief.size() == 97);
}

TEST_CASE("both sides of a place agree in all but the side") {
  const auto catalogue = Catalogue::parse(shipped(), "regions.csv");
  for (const Region& left : catalogue->regions()) {
    if (left.code.side() != intake::Side::Left) continue;
    const Region* right = catalogue->find(left.code.mirrored());
    REQUIRE(right != nullptr);
    CHECK(replaced(left.your_label, " left ", " right ") == right->your_label);
    CHECK(replaced(left.label, "Left ", "Right ") == right->label);
    CHECK("R" + left.short_label.substr(1) == right->short_label);
    CHECK(left.anatomical == right->anatomical);
    CHECK(left.group == right->group);
    CHECK(left.views == right->views);
    CHECK(left.uberon == right->uberon);
    CHECK(std::tuple(left.sensitive, left.careful, left.bone, left.clot) ==
          std::tuple(right->sensitive, right->careful, right->bone, right->clot));
  }
}

TEST_CASE("flags and quoted commas come through") {
  const auto catalogue = Catalogue::parse(shipped(), "regions.csv");
  const Region* groin = catalogue->find(code("groin.L"));
  CHECK(groin->sensitive);
  CHECK(groin->bone);
  CHECK_FALSE(groin->clot);
  CHECK(catalogue->find(code("calf_low.R"))->clot);
  CHECK(catalogue->find(code("knee_back.R"))->careful);
  CHECK(catalogue->find(code("head.M"))->label == "Head, face and jaw");
  CHECK(catalogue->find(code("hip_side.L"))->views == "FBSI");
  // Licensed vocabularies are not shipped.
  for (const char* word : {"snomed", "SNOMED", "FMA:", "laterality"})
    CHECK(shipped().find(word) == std::string::npos);
}

TEST_CASE("mistakes are told with file and line") {
  CHECK(complaint("") ==
        "regions.csv:1: the first line should be "
        "code,base,side,label_en,your_en,short_en,anatomical,group,views,uberon,uberon_name,flags");
  CHECK(complaint(replaced(shipped(), "code,base", "Code,base"))
            .starts_with("regions.csv:1: the first line should be"));
  const auto told = [](const std::string& from, const std::string& to, const std::string& what) {
    const std::string csv = replaced(shipped(), from, to);
    CHECK(complaint(csv) == "regions.csv:" + std::to_string(line_of(csv, to)) + ": " + what);
  };
  told("achilles.R,achilles,R", "achilles.R,heel,R", "code: \"achilles.R\" is not heel.R");
  told("achilles.R,achilles,R", "Achilles.R,Achilles,R", "code: \"Achilles.R\" is not Achilles.R");
  told("Your right Achilles, above the heel\",R Achilles", "\",R Achilles", "your_en: is empty");
  told("B|S|I,UBERON:0003701", "X,UBERON:0003701", "views: \"X\" is not one of F, B, S, I, U");
  told("calf_low.L,calf_low,L", "calf_low.L,calf_low,L,", "13 cells instead of 12");
  const std::string once = shipped().substr(0, shipped().find("neck_back.R"));
  CHECK(complaint(once) == "regions.csv:1: neck_back.L is there without its other side");
  const std::string first = shipped().substr(shipped().find("head.M"));
  const std::string twice = shipped() + first.substr(0, first.find('\n'));
  CHECK(complaint(twice) == "regions.csv:99: head.M is there twice");
  const std::string flagged = replaced(shipped(), "abdomen,careful", "abdomen,odd");
  CHECK(complaint(flagged) == "regions.csv:18: flags: \"odd\" is not one of sensitive, careful, bone, dvt");
  CHECK(complaint(replaced(shipped(), "\"Head, face and jaw\"", "\"Head, face and jaw")).find(": ") !=
        std::string::npos);
}

TEST_CASE("comma-separated values: quotes, line ends, and what is out of place") {
  const auto rows = parse_csv("a,\"b, \"\"c\"\"\"\r\n\n\"two\nlines\",\nlast,", "x.csv");
  REQUIRE(rows.has_value());
  REQUIRE(rows->size() == 3);
  CHECK((*rows)[0].cells == std::vector<std::string>{"a", "b, \"c\""});
  CHECK((*rows)[1].cells == std::vector<std::string>{"two\nlines", ""});
  CHECK((*rows)[1].line == 3);
  CHECK((*rows)[2].cells == std::vector<std::string>{"last", ""});
  CHECK((*rows)[2].line == 5);
  CHECK(parse_csv("a\nb,c\"d\"\n", "x.csv").error().what == "x.csv:2: a quote in the middle of a cell");
  CHECK(parse_csv("a\n\"b\nc\n", "x.csv").error().what == "x.csv:2: a quoted cell that does not end");
  CHECK(parse_csv("\"b\"c\n", "x.csv").error().what == "x.csv:1: a quote in the middle of a cell");
}
