/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * EbbBarStatus:
 * @EBB_BAR_NORMAL: the value is whole and measured
 * @EBB_BAR_ESTIMATED: the value is an estimate
 * @EBB_BAR_PARTIAL: the value covers only a part of its period
 * @EBB_BAR_MISSING: there is no value
 *
 * How far a bar can be trusted. Each is drawn with a shape of its own, so that none depends on colour.
 */
typedef enum
{
  EBB_BAR_NORMAL,
  EBB_BAR_ESTIMATED,
  EBB_BAR_PARTIAL,
  EBB_BAR_MISSING,
} EbbBarStatus;

/**
 * EbbBarEmphasis:
 * @EBB_BAR_PLAIN: nothing special
 * @EBB_BAR_DONE: something happened here: solid
 * @EBB_BAR_AHEAD: something is to happen here: hatched
 * @EBB_BAR_FAILED: something was to happen here and did not: an outline
 *
 * What stands out in a row. It shows in the bar and, since a bar may be low, in a lane below all of them.
 */
typedef enum
{
  EBB_BAR_PLAIN,
  EBB_BAR_DONE,
  EBB_BAR_AHEAD,
  EBB_BAR_FAILED,
} EbbBarEmphasis;

/**
 * EbbBarGuide:
 * @position: where, in bars from the first one's beginning: 1.5 is the middle of the second
 * @label: (owned): a word or two
 * @is_dashed: whether it is drawn with dashes
 *
 * A line across all bars.
 */
typedef struct
{
  double   position;
  char    *label;
  gboolean is_dashed;
} EbbBarGuide;

/**
 * EBB_BARS_NO_KEY:
 *
 * The key that no bar has: "none of them".
 */
#define EBB_BARS_NO_KEY G_MININT64

/**
 * EbbBarsFormat:
 * @value: the value at a tick
 * @step: the distance between two ticks; ebb_scale_step_decimals() says how many decimals it needs
 * @user_data: (closure): what was given to ebb_bars_set_format()
 *
 * Writes the text of a tick.
 *
 * Returns: (transfer full): the text
 */
typedef char *(*EbbBarsFormat) (double   value,
                                double   step,
                                gpointer user_data);

#define EBB_TYPE_BARS (ebb_bars_get_type ())
G_DECLARE_FINAL_TYPE (EbbBars, ebb_bars, EBB, BARS, GObject)

EbbBars      *ebb_bars_new          (void);
void          ebb_bars_add          (EbbBars        *self,
                                     gint64          key,
                                     const char     *label,
                                     const char     *sentence,
                                     double          value,
                                     EbbBarStatus    status);
void          ebb_bars_emphasise    (EbbBars        *self,
                                     guint           index,
                                     EbbBarEmphasis  emphasis);
void          ebb_bars_set_level    (EbbBars        *self,
                                     guint           index,
                                     double          level);
void          ebb_bars_set_level_label (EbbBars     *self,
                                     const char     *label);
const char   *ebb_bars_get_level_label (EbbBars     *self);
void          ebb_bars_set_entry    (EbbBars        *self,
                                     guint           index);
guint         ebb_bars_get_entry    (EbbBars        *self);
void          ebb_bars_set_dense    (EbbBars        *self,
                                     gboolean        is_dense);
gboolean      ebb_bars_is_dense     (EbbBars        *self);
void          ebb_bars_add_guide    (EbbBars        *self,
                                     double          position,
                                     const char     *label,
                                     gboolean        is_dashed);
guint         ebb_bars_get_n_guides (EbbBars        *self);
const EbbBarGuide *ebb_bars_get_guide (EbbBars      *self,
                                     guint           index);
void          ebb_bars_set_format   (EbbBars        *self,
                                     EbbBarsFormat   format,
                                     gpointer        user_data,
                                     GDestroyNotify  destroy);
char         *ebb_bars_format       (EbbBars        *self,
                                     double          value,
                                     double          step);
void          ebb_bars_set_unit     (EbbBars        *self,
                                     const char     *unit);
const char   *ebb_bars_get_unit     (EbbBars        *self);
guint         ebb_bars_get_count    (EbbBars        *self);
gint64        ebb_bars_get_key      (EbbBars        *self,
                                     guint           index);
const char   *ebb_bars_get_label    (EbbBars        *self,
                                     guint           index);
const char   *ebb_bars_get_sentence (EbbBars        *self,
                                     guint           index);
double        ebb_bars_get_value    (EbbBars        *self,
                                     guint           index);
EbbBarStatus  ebb_bars_get_status   (EbbBars        *self,
                                     guint           index);
EbbBarEmphasis ebb_bars_get_emphasis (EbbBars       *self,
                                     guint           index);
gboolean      ebb_bars_has_emphasis (EbbBars        *self);
double        ebb_bars_get_level    (EbbBars        *self,
                                     guint           index);
gboolean      ebb_bars_find         (EbbBars        *self,
                                     gint64          key,
                                     guint          *index);
void          ebb_bars_get_range    (EbbBars        *self,
                                     double         *low,
                                     double         *high);

G_END_DECLS
