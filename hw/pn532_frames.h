#pragma once
// Frames between a host and a PN532 on its UART (NXP UM0701-02, 6.2), written and taken apart. Pure; any
// thread.
//
//   normal    00* 00 FF LEN LCS TFI PD.. DCS 00*                LEN counts TFI and PD; LEN + LCS = 0
//   extended  00* 00 FF FF FF LENM LENL LCS TFI PD.. DCS 00*    LENM + LENL + LCS = 0     (all modulo 256)
//   ACK       00* 00 FF 00 FF 00*                               TFI + PD + DCS = 0
//   NACK      00* 00 FF FF 00 00*
// TFI is D4 to the chip and D5 from it; 7F alone is the chip's word for an error. How many 00 stand before
// and after is anybody's choice, so they are noise to us.
#include <optional>
#include <span>
#include <vector>

#include "base/card_id.h"
#include "hw/frame_scanner.h"

namespace hw::pn532 {

inline constexpr std::uint8_t kToChip = 0xD4;
inline constexpr std::uint8_t kFromChip = 0xD5;
inline constexpr std::uint8_t kError = 0x7F;

// Commands; the answer's code is one more.
inline constexpr std::uint8_t kGetFirmware = 0x02;
inline constexpr std::uint8_t kSetParameters = 0x12;
inline constexpr std::uint8_t kSamConfiguration = 0x14;
inline constexpr std::uint8_t kRfConfiguration = 0x32;
inline constexpr std::uint8_t kListTargets = 0x4A;
inline constexpr std::uint8_t kRelease = 0x52;

// A normal frame. Contract: 1..254 bytes, the command's or the answer's code first.
base::Bytes frame(std::uint8_t tfi, std::span<const std::uint8_t> data);
base::Bytes ack();
// What wakes a sleeping chip (two 55, and 2.08 ms of 00 at 115200 baud while its clock starts); to be written
// together with the command that follows. Nothing to one that is awake.
base::Bytes wake();
// The chip's answer to kListTargets for the cards in its field, two at most. Contract: each an ISO 14443A
// number of 4, 7 or 10 bytes.
base::Bytes targets_frame(std::span<const base::CardId> cards);

// A FrameScanner's Judge; a frame begins with its 00 FF.
Judged judge(std::span<const std::uint8_t> bytes);

struct Frame {
  enum class Kind { Ack, Nack, Data };
  Kind kind = Kind::Ack;
  std::span<const std::uint8_t> data;  // of Data: TFI and PD, at least one byte
};
// Contract: a whole frame.
Frame take_apart(std::span<const std::uint8_t> frame);

// The cards in an answer to kListTargets (from the byte after its code), none for an empty field. Nothing
// when it contradicts itself.
std::optional<std::vector<base::CardId>> targets_in(std::span<const std::uint8_t> answer);

}  // namespace hw::pn532
