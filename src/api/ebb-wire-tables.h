/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How the files with the contract's members write their tables. */

#include "base/ebb-json.h"

#define FIELD(Struct, type_, name_, member) \
  { .name = name_, .type = EBB_JSON_##type_, .offset = G_STRUCT_OFFSET (Struct, member) }
#define REQUIRED(Struct, type_, name_, member) \
  { .name = name_, .type = EBB_JSON_##type_, .offset = G_STRUCT_OFFSET (Struct, member), .is_required = TRUE }
#define RANGED(Struct, name_, member, minimum_, maximum_) \
  { .name = name_, .type = EBB_JSON_NUMBER, .offset = G_STRUCT_OFFSET (Struct, member), \
    .minimum = minimum_, .maximum = maximum_ }
#define WORD(Struct, name_, member, words_, other_) \
  { .name = name_, .type = EBB_JSON_ENUM, .offset = G_STRUCT_OFFSET (Struct, member), .words = words_, .other = other_ }
#define INNER(Struct, type_, name_, member, table_) \
  { .name = name_, .type = EBB_JSON_##type_, .offset = G_STRUCT_OFFSET (Struct, member), .table = &table_ }
/* An object whose members go into the outer struct itself. */
#define FLAT(name_, table_) { .name = name_, .type = EBB_JSON_OBJECT, .offset = 0, .table = &table_ }
#define TABLE(name, Struct) \
  static const EbbJsonTable name##_table = { sizeof (Struct), name##_fields, G_N_ELEMENTS (name##_fields) }

/* Sanity bounds, so that nonsense is refused at the door: far beyond any home, well within what can be shown. */
#define MAX_KW 1e5
#define MAX_KWH 1e9
#define MAX_MONEY 1e9
#define MIN_C (-100)
#define MAX_C 200

/* How far figures can be trusted, in the order of EbbFiguresStatus. */
#define FIGURES_WORDS { "final", "estimated", "partial", "missing", NULL }
