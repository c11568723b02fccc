// Runs a fuzzer without libFuzzer: every file of the corpus folder given, and seeded changes of each. A
// quick look in every build; finding new paths is libFuzzer's work.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);

namespace {

constexpr int kChangesOfEach = 2000;
constexpr unsigned kSeed = 20261121;

std::vector<std::string> read_corpus(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> inputs;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    inputs.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return inputs;
}

std::size_t below(std::mt19937& random, std::size_t limit) { return limit == 0 ? 0 : random() % limit; }

// One to four small changes: a byte set, bits flipped, a piece cut out, doubled, or taken from another input.
std::string changed(std::string input, const std::vector<std::string>& others, std::mt19937& random) {
  for (std::size_t n = 1 + below(random, 4); n > 0; --n) {
    const auto at = below(random, input.size() + 1);
    const auto length = below(random, std::min<std::size_t>(input.size() - at, 32) + 1);
    switch (below(random, 5)) {
      case 0: input.insert(at, 1, static_cast<char>(random())); break;
      case 1:
        if (at < input.size()) input[at] = static_cast<char>(input[at] ^ (1 << below(random, 8)));
        break;
      case 2: input.erase(at, length); break;
      case 3: input.insert(at, input.substr(at, length)); break;
      default: {
        const auto& other = others[below(random, others.size())];
        input.insert(at, other.substr(below(random, other.size() + 1), 32));
      }
    }
  }
  return input;
}

void run(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const unsigned char*>(input.data()), input.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: fuzz_NAME CORPUS-FOLDER\n"), 2;
  const auto corpus = read_corpus(argv[1]);
  if (corpus.empty()) return std::fprintf(stderr, "%s holds no inputs\n", argv[1]), 1;
  std::mt19937 random(kSeed);
  for (const auto& input : corpus) {
    run(input);
    for (int i = 0; i < kChangesOfEach; ++i) run(changed(input, corpus, random));
  }
  std::printf("%zu inputs and %zu changes of them, seed %u\n", corpus.size(), corpus.size() * kChangesOfEach,
              kSeed);
  return 0;
}
