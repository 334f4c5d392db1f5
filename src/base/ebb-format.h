/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ebb_format_money       (double       amount,
                              const char  *currency);
char *ebb_format_money_short (double       amount,
                              double       step,
                              const char  *currency);
char *ebb_format_price       (double       price_per_kwh,
                              const char  *currency);
char *ebb_format_price_short (double       price_per_kwh,
                              double       step,
                              const char  *currency);
int   ebb_format_price_parts (const char  *currency);
char *ebb_format_price_unit  (const char  *currency);
char *ebb_format_energy      (double       energy_kwh);
char *ebb_format_energy_short (double      energy_kwh,
                              double       step_kwh);
char *ebb_format_power       (double       power_kw);
char *ebb_format_percent     (double       fraction);
char *ebb_format_temperature (double       temperature_c);
char *ebb_format_number      (double       number,
                              int          decimals);
char *ebb_format_span        (gint64       span_us);
char *ebb_format_age         (gint64       age_us);
char *ebb_format_time        (gint64       time_us,
                              GTimeZone   *time_zone);
char *ebb_format_time_range  (gint64       start_us,
                              gint64       end_us,
                              gint64       now_us,
                              GTimeZone   *time_zone);
char *ebb_format_day         (gint64       time_us,
                              GTimeZone   *time_zone);
char *ebb_format_day_time    (gint64       time_us,
                              gint64       now_us,
                              GTimeZone   *time_zone);

G_END_DECLS
