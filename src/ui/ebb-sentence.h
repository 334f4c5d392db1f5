/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-home.h"
#include "base/ebb-basis.h"

G_BEGIN_DECLS

/**
 * EbbPlaceAndTime:
 * @now_us: the present
 * @time_zone: the facility's
 * @currency: (nullable): the facility's, ISO 4217
 * @answered_us: when the service last told of the facility's devices, or %EBB_TIME_UNKNOWN
 * @basis: how money is shown
 *
 * What a sentence needs to know to tell times and prices.
 */
typedef struct
{
  gint64      now_us;
  GTimeZone  *time_zone;
  const char *currency;
  gint64      answered_us;
  EbbBasis    basis;
} EbbPlaceAndTime;

EbbPlaceAndTime ebb_place_and_time_of         (EbbHome               *home);
EbbPlaceAndTime ebb_place_and_time_of_device  (EbbHome               *home,
                                               EbbDevice             *device);
char           *ebb_sentence_for_device       (EbbDevice             *device,
                                               const EbbPlaceAndTime *where);
char           *ebb_sentence_for_reason       (const EbbReason       *reason,
                                               const EbbPlaceAndTime *where);
char           *ebb_sentence_for_price        (const EbbReason       *reason,
                                               const EbbPlaceAndTime *where);
const char     *ebb_sentence_attention_title  (EbbAttentionCode       code);
const char     *ebb_sentence_attention_advice (EbbAttentionCode       code);
char           *ebb_sentence_for_level        (EbbDevice             *device);
gboolean        ebb_sentence_is_stale         (EbbDevice             *device,
                                               const EbbPlaceAndTime *where);
const char     *ebb_sentence_why_not_run      (EbbDevice             *device);
char           *ebb_sentence_for_age          (EbbDevice             *device,
                                               const EbbPlaceAndTime *where);

G_END_DECLS
