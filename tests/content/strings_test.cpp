#include "content/strings.h"

#include "support.h"

using namespace content;

namespace {

std::string english() { return read(content_dir() / "strings" / "en.toml"); }

std::string complaint(const std::string& toml) {
  const auto strings = Strings::parse(toml, "en.toml");
  return strings ? "" : strings.error().what;
}

std::string at_line(const std::string& toml, const std::string& part, const std::string& what) {
  return "en.toml:" + std::to_string(line_of(toml, part)) + ": " + what;
}

}  // namespace

TEST_CASE("the English words load, and fill") {
  const auto strings = Strings::load(content_dir() / "strings" / "en.toml");
  REQUIRE_MESSAGE(strings.has_value(), (strings ? std::string() : strings.error().what));
  CHECK((*strings)[Str::MapTitle] == "Where is it sore or tight?");
  CHECK(strings->fill(Str::HelloGreeting, {{"initial", "A"}}) == "Hello A.");
  CHECK(strings->fill(Str::CommonStep, {{"count", "6"}, {"n", "2"}}) == "Step 2 of 6");
  CHECK(strings->fill(Str::CommonNext, {}) == "Next");
  // What is filled in is text, never read as a parameter again.
  CHECK(strings->fill(Str::HelloGreeting, {{"initial", "{n}"}}) == "Hello {n}.");
  CHECK(str_key(Str::HelloGreeting) == "hello.greeting");
}

TEST_CASE("a missing key") {
  const std::string toml = replaced(english(), "not_you = \"Not you?\"\n", "");
  CHECK(complaint(toml) == at_line(toml, "[hello]", "[hello] not_you: is missing"));
}

TEST_CASE("a missing table") { CHECK(complaint("") == "en.toml:1: [language] name: is missing"); }

TEST_CASE("an unknown key") {
  const std::string toml = replaced(english(), "not_you =", "not_me = \"Not me?\"\nnot_you =");
  CHECK(complaint(toml) == at_line(toml, "not_me", "[hello] not_me: not a key of this file"));
}

TEST_CASE("an unknown table, a key outside any table") {
  const std::string toml = english() + "\n[other]\nx = \"x\"\n";
  CHECK(complaint(toml) == at_line(toml, "x = \"x\"", "[other] x: not a key of this file"));
  CHECK(complaint("stray = \"x\"\n" + english()) == "en.toml:1: stray: not a key of this file");
}

TEST_CASE("an empty text, a text that is none") {
  std::string toml = replaced(english(), "\"Not you?\"", "\"\"");
  CHECK(complaint(toml) == at_line(toml, "not_you", "[hello] not_you: is empty"));
  toml = replaced(english(), "\"Not you?\"", "5");
  CHECK(complaint(toml) == at_line(toml, "not_you", "[hello] not_you: should be a text in quotes"));
}

TEST_CASE("parameters: just those of the list") {
  const auto with_greeting = [](const std::string& text) {
    const std::string toml = replaced(english(), "\"Hello {initial}.\"", "\"" + text + "\"");
    return std::pair(toml, complaint(toml));
  };
  for (const char* text : {"Hello.", "Hello {name}.", "Hello {initial} {name}."}) {
    const auto [toml, told] = with_greeting(text);
    CHECK(told == at_line(toml, "greeting =", "[hello] greeting: should have just the parameters {initial}"));
  }
  for (const char* text : {"Hello {initial.", "Hello initial}.", "Hello {{initial}."}) {
    const auto [toml, told] = with_greeting(text);
    CHECK(told == at_line(toml, "greeting =", "[hello] greeting: has a brace without its partner"));
  }
  CHECK(with_greeting("{initial}: hello {initial}.").second.empty());
  const std::string toml = replaced(english(), "\"Not you?\"", "\"Not {name}?\"");
  CHECK(complaint(toml) == at_line(toml, "not_you", "[hello] not_you: takes no {parameters}"));
}

TEST_CASE("control characters are refused") {
  const std::string toml = replaced(english(), "\"Not you?\"", "\"Not\\nyou?\"");
  CHECK(complaint(toml) == at_line(toml, "not_you", "[hello] not_you: has characters that cannot be shown"));
}
