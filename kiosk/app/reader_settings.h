#pragma once
// From the settings file to the reader's parser: neither room knows the other. Pure; any thread.
#include "content/settings.h"
#include "hw/card_parser.h"

namespace app {

inline hw::ParserSettings parser_settings(const content::KioskSettings::Reader& reader) {
  return {reader.protocol,   reader.format,        reader.prefix, reader.suffix,
          reader.terminator, reader.reverse_bytes, reader.baud};
}

}  // namespace app
