#pragma once
// The record as JSON, `bodymap.intake/1`, and back. Text lives only in memory that is wiped.
// Source of the form: the field list of the record above; unknown fields are kept out, missing ones refused.
#include "base/result.h"
#include "base/secret.h"
#include "intake/record.h"

namespace intake {

// Contract: check(intake) holds.
base::SecretString to_json(const Intake& intake);
// Parse for bytes that are no such record, Invalid for one that breaks a rule. At most 192 KiB.
// The message names the field, never its content.
base::Result<Intake> from_json(std::string_view json);

}  // namespace intake
