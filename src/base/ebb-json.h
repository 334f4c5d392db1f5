/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * EbbTruth:
 *
 * A truth value that may not be known. `if (truth)` is not enough: compare.
 */
typedef enum
{
  EBB_UNKNOWN = -1,
  EBB_NO = 0,
  EBB_YES = 1
} EbbTruth;

/**
 * EbbJsonType:
 * @EBB_JSON_STRING: `char *` (owned) (nullable)
 * @EBB_JSON_TRUTH: #EbbTruth
 * @EBB_JSON_NUMBER: `double`, NAN when not known
 * @EBB_JSON_TIME: `gint64`, microseconds since the Unix epoch, %EBB_TIME_UNKNOWN when not known; ISO 8601 with an
 *   offset or Z
 * @EBB_JSON_ENUM: `int`, an index into @words, or @other for a word that is not there
 * @EBB_JSON_STRINGS: `char **` (owned), never %NULL
 * @EBB_JSON_OBJECT: a struct in place, read by @table; all its fields unknown when absent
 * @EBB_JSON_ARRAY: `GArray *` (owned) of structs, read by @table, never %NULL
 */
typedef enum
{
  EBB_JSON_STRING,
  EBB_JSON_TRUTH,
  EBB_JSON_NUMBER,
  EBB_JSON_TIME,
  EBB_JSON_ENUM,
  EBB_JSON_STRINGS,
  EBB_JSON_OBJECT,
  EBB_JSON_ARRAY
} EbbJsonType;

typedef struct _EbbJsonTable EbbJsonTable;

/**
 * EbbJsonField:
 * @name: the member's name
 * @offset: where it goes in the struct
 * @is_required: must be there and not null
 * @minimum: least number accepted, when less than @maximum
 * @maximum: greatest number accepted
 * @words: (nullable): the words of an enum, %NULL-terminated; a word's index is its value
 * @other: the value of an enum for an unknown word, null or nothing
 * @table: (nullable): how to read an object or the items of an array
 * @presence: offset of a `gboolean` that tells whether the member is there at all, null included; 0 for none
 */
typedef struct
{
  const char         *name;
  EbbJsonType         type;
  gsize               offset;
  gboolean            is_required;
  double              minimum;
  double              maximum;
  const char *const  *words;
  int                 other;
  const EbbJsonTable *table;
  gsize               presence;
} EbbJsonField;

/**
 * EbbJsonTable:
 * @size: size of the struct
 * @fields: what it is made of
 * @n_fields: how many
 *
 * How to read one JSON object into one struct.
 */
struct _EbbJsonTable
{
  gsize               size;
  const EbbJsonField *fields;
  gsize               n_fields;
};

void      ebb_json_init      (const EbbJsonTable *table,
                              gpointer            value);
void      ebb_json_clear     (const EbbJsonTable *table,
                              gpointer            value);
gboolean  ebb_json_read      (const EbbJsonTable *table,
                              GBytes             *bytes,
                              gpointer            value,
                              GError            **error);
GArray   *ebb_json_read_list (const EbbJsonTable *table,
                              const char         *member,
                              GBytes             *bytes,
                              GError            **error);

G_END_DECLS
