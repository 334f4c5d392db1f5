/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ebb-period.h"
#include "model/ebb-report.h"

G_BEGIN_DECLS

const char *ebb_savings_words_get_name          (EbbFigure        figure);
const char *ebb_savings_words_get_status        (const EbbBucket *bucket);
const char *ebb_savings_words_get_previous      (EbbPeriodKind    kind);
const char *ebb_savings_words_get_next          (EbbPeriodKind    kind);
char       *ebb_savings_words_dup_heading       (EbbFigure        figure,
                                                 EbbPeriodKind    kind,
                                                 const EbbBasis  *basis);
char       *ebb_savings_words_dup_table_heading (EbbPeriodKind    kind,
                                                 const EbbBasis  *basis);
char       *ebb_savings_words_dup_title         (const EbbPeriod *period,
                                                 gint64           now_us,
                                                 GTimeZone       *time_zone);
char       *ebb_savings_words_dup_amount        (EbbReport       *report,
                                                 EbbFigure        figure,
                                                 double           value);
char       *ebb_savings_words_dup_note          (EbbReport       *report,
                                                 EbbFigure        figure,
                                                 EbbPeriodKind    kind);
char       *ebb_savings_words_dup_total         (EbbReport       *report,
                                                 EbbFigure        figure,
                                                 EbbPeriodKind    kind);
char       *ebb_savings_words_dup_bar           (EbbReport       *report,
                                                 guint            position,
                                                 EbbFigure        figure,
                                                 const EbbPeriod *period,
                                                 GTimeZone       *time_zone);
char       *ebb_savings_words_dup_when          (const EbbBucket *bucket,
                                                 const EbbPeriod *period,
                                                 GTimeZone       *time_zone);
char       *ebb_savings_words_dup_row           (EbbReport       *report,
                                                 guint            position,
                                                 const EbbPeriod *period,
                                                 GTimeZone       *time_zone);
char       *ebb_savings_words_dup_total_row     (EbbReport       *report);

G_END_DECLS
