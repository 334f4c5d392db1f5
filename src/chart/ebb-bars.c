/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ebb-bars.h"

#include "chart/ebb-scale.h"

#include <math.h>

/* What a bar chart shows: a row of bars, and how to write the numbers beside them. It is filled once and then only
 * read; new figures are a new object, which the chart compares with the old one by the keys of the bars. */

typedef struct
{
  gint64 key;
  char *label;
  char *sentence;
  double value;
  EbbBarStatus status;
  EbbBarEmphasis emphasis;
  double level; /* a fraction, or NAN */
} Bar;

struct _EbbBars
{
  GObject parent_instance;

  GArray *bars; /* (owned) (element-type Bar) */
  GArray *guides; /* (owned) (element-type EbbBarGuide) */
  char *unit;   /* (owned) (nullable) */
  char *level_label; /* (owned) (nullable) */
  gboolean is_dense;
  guint entry;
  EbbBarsFormat format;
  gpointer format_data;
  GDestroyNotify format_destroy;
};

G_DEFINE_FINAL_TYPE (EbbBars, ebb_bars, G_TYPE_OBJECT)

static void
bar_clear (gpointer data)
{
  Bar *bar = data;

  g_free (bar->label);
  g_free (bar->sentence);
}

static void
guide_clear (gpointer data)
{
  g_free (((EbbBarGuide *) data)->label);
}

static Bar *
get_bar (EbbBars *self,
         guint    index)
{
  g_assert (index < self->bars->len);
  return &g_array_index (self->bars, Bar, index);
}

static void
ebb_bars_finalize (GObject *object)
{
  EbbBars *self = EBB_BARS (object);

  g_array_unref (self->bars);
  g_array_unref (self->guides);
  g_free (self->unit);
  g_free (self->level_label);
  if (self->format_destroy != NULL)
    self->format_destroy (self->format_data);

  G_OBJECT_CLASS (ebb_bars_parent_class)->finalize (object);
}

static void
ebb_bars_class_init (EbbBarsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_bars_finalize;
}

static void
ebb_bars_init (EbbBars *self)
{
  self->bars = g_array_new (FALSE, FALSE, sizeof (Bar));
  g_array_set_clear_func (self->bars, bar_clear);
  self->guides = g_array_new (FALSE, FALSE, sizeof (EbbBarGuide));
  g_array_set_clear_func (self->guides, guide_clear);
}

/**
 * ebb_bars_new:
 *
 * Returns: (transfer full): a row without bars
 */
EbbBars *
ebb_bars_new (void)
{
  return g_object_new (EBB_TYPE_BARS, NULL);
}

/**
 * ebb_bars_add:
 * @self: a row of bars that no chart shows yet
 * @key: what the bar stays the same by when the figures change, unique in the row: the start of its period
 * @label: (nullable): the short text below the bar; bars without one are left out when labels are thinned
 * @sentence: all that the bar says, in words: its tooltip and what a screen reader reads
 * @value: the value; `NAN` makes the bar a missing one
 * @status: how far the value can be trusted
 *
 * Adds a bar after those already there.
 */
void
ebb_bars_add (EbbBars      *self,
              gint64        key,
              const char   *label,
              const char   *sentence,
              double        value,
              EbbBarStatus  status)
{
  Bar bar;

  g_return_if_fail (EBB_IS_BARS (self));
  g_return_if_fail (sentence != NULL);

  if (!isfinite (value) || status == EBB_BAR_MISSING)
    {
      value = NAN;
      status = EBB_BAR_MISSING;
    }

  bar = (Bar){
    .key = key,
    .label = g_strdup (label != NULL ? label : ""),
    .sentence = g_strdup (sentence),
    .value = value,
    .status = status,
    .level = NAN,
  };
  g_array_append_val (self->bars, bar);
}

/**
 * ebb_bars_emphasise:
 * @self: a row of bars that no chart shows yet
 * @index: which bar
 * @emphasis: what is special about it
 *
 * Makes a bar stand out.
 */
void
ebb_bars_emphasise (EbbBars        *self,
                    guint           index,
                    EbbBarEmphasis  emphasis)
{
  get_bar (self, index)->emphasis = emphasis;
}

/**
 * ebb_bars_set_level:
 * @self: a row of bars that no chart shows yet
 * @index: which bar
 * @level: from 0 at the foot of the chart to 1 at its top, at the end of the bar; NAN for none
 *
 * Leads a line across the bars, on a scale of its own.
 */
void
ebb_bars_set_level (EbbBars *self,
                    guint    index,
                    double   level)
{
  get_bar (self, index)->level = isfinite (level) ? CLAMP (level, 0, 1) : NAN;
}

/**
 * ebb_bars_set_level_label:
 * @self: a row of bars that no chart shows yet
 * @label: (nullable): what stands at the end of the line: "80 %"
 */
void
ebb_bars_set_level_label (EbbBars    *self,
                          const char *label)
{
  g_free (self->level_label);
  self->level_label = g_strdup (label);
}

/**
 * ebb_bars_get_level_label:
 * @self: a row of bars
 *
 * Returns: (nullable): what stands at the end of the line
 */
const char *
ebb_bars_get_level_label (EbbBars *self)
{
  return self->level_label;
}

/**
 * ebb_bars_set_entry:
 * @self: bars
 * @index: where to begin to read them; the first, unless another is named
 */
void
ebb_bars_set_entry (EbbBars *self,
                    guint    index)
{
  self->entry = index;
}

/**
 * ebb_bars_get_entry:
 * @self: bars
 *
 * Returns: where to begin to read them
 */
guint
ebb_bars_get_entry (EbbBars *self)
{
  return self->entry;
}

/**
 * ebb_bars_set_dense:
 * @self: a row of bars that no chart shows yet
 * @is_dense: whether the bars touch each other and become as thin as need be, so that they make a curve of steps
 */
void
ebb_bars_set_dense (EbbBars  *self,
                    gboolean  is_dense)
{
  self->is_dense = is_dense;
}

/**
 * ebb_bars_is_dense:
 * @self: a row of bars
 *
 * Returns: whether the bars touch each other
 */
gboolean
ebb_bars_is_dense (EbbBars *self)
{
  return self->is_dense;
}

/**
 * ebb_bars_add_guide:
 * @self: a row of bars that no chart shows yet
 * @position: where, see #EbbBarGuide
 * @label: a word or two
 * @is_dashed: whether it is drawn with dashes
 *
 * Draws a line across all bars.
 */
void
ebb_bars_add_guide (EbbBars    *self,
                    double      position,
                    const char *label,
                    gboolean    is_dashed)
{
  EbbBarGuide guide = { position, g_strdup (label), is_dashed };

  g_array_append_val (self->guides, guide);
}

/**
 * ebb_bars_get_n_guides:
 * @self: a row of bars
 *
 * Returns: how many lines there are across all bars
 */
guint
ebb_bars_get_n_guides (EbbBars *self)
{
  return self->guides->len;
}

/**
 * ebb_bars_get_guide:
 * @self: a row of bars
 * @index: which line, below ebb_bars_get_n_guides()
 *
 * Returns: (transfer none): the line
 */
const EbbBarGuide *
ebb_bars_get_guide (EbbBars *self,
                    guint    index)
{
  return &g_array_index (self->guides, EbbBarGuide, index);
}

/**
 * ebb_bars_set_format:
 * @self: a row of bars that no chart shows yet
 * @format: (nullable) (scope notified) (closure user_data) (destroy destroy): writes the text of a tick; %NULL for a
 *   plain number in the user's locale
 * @user_data: given to @format
 * @destroy: (nullable): frees @user_data
 *
 * Says how the numbers of the axis are written.
 */
void
ebb_bars_set_format (EbbBars        *self,
                     EbbBarsFormat   format,
                     gpointer        user_data,
                     GDestroyNotify  destroy)
{
  g_return_if_fail (EBB_IS_BARS (self));

  if (self->format_destroy != NULL)
    self->format_destroy (self->format_data);
  self->format = format;
  self->format_data = user_data;
  self->format_destroy = destroy;
}

/**
 * ebb_bars_format:
 * @self: a row of bars
 * @value: the value at a tick
 * @step: the distance between two ticks
 *
 * Returns: (transfer full): the text of the tick
 */
char *
ebb_bars_format (EbbBars *self,
                 double   value,
                 double   step)
{
  g_return_val_if_fail (EBB_IS_BARS (self), NULL);

  if (self->format != NULL)
    return self->format (value, step, self->format_data);

  return g_strdup_printf ("%.*f", (int) ebb_scale_step_decimals (step), value);
}

/**
 * ebb_bars_set_unit:
 * @self: a row of bars that no chart shows yet
 * @unit: (nullable): what the axis counts, written above it: "kr", "kWh"; %NULL when every tick says so itself
 */
void
ebb_bars_set_unit (EbbBars    *self,
                   const char *unit)
{
  g_return_if_fail (EBB_IS_BARS (self));

  g_free (self->unit);
  self->unit = g_strdup (unit);
}

/**
 * ebb_bars_get_unit:
 * @self: a row of bars
 *
 * Returns: (nullable): what the axis counts
 */
const char *
ebb_bars_get_unit (EbbBars *self)
{
  g_return_val_if_fail (EBB_IS_BARS (self), NULL);
  return self->unit;
}

/**
 * ebb_bars_get_count:
 * @self: a row of bars
 *
 * Returns: how many bars there are, missing ones included
 */
guint
ebb_bars_get_count (EbbBars *self)
{
  g_return_val_if_fail (EBB_IS_BARS (self), 0);
  return self->bars->len;
}

/**
 * ebb_bars_get_key:
 * @self: a row of bars
 * @index: which bar, below ebb_bars_get_count()
 *
 * Returns: the key of the bar
 */
gint64
ebb_bars_get_key (EbbBars *self,
                  guint    index)
{
  return get_bar (self, index)->key;
}

/**
 * ebb_bars_get_label:
 * @self: a row of bars
 * @index: which bar, below ebb_bars_get_count()
 *
 * Returns: the short text below the bar, perhaps empty
 */
const char *
ebb_bars_get_label (EbbBars *self,
                    guint    index)
{
  return get_bar (self, index)->label;
}

/**
 * ebb_bars_get_sentence:
 * @self: a row of bars
 * @index: which bar, below ebb_bars_get_count()
 *
 * Returns: all that the bar says
 */
const char *
ebb_bars_get_sentence (EbbBars *self,
                       guint    index)
{
  return get_bar (self, index)->sentence;
}

/**
 * ebb_bars_get_value:
 * @self: a row of bars
 * @index: which bar, below ebb_bars_get_count()
 *
 * Returns: the value of the bar, `NAN` exactly when the bar is a missing one
 */
double
ebb_bars_get_value (EbbBars *self,
                    guint    index)
{
  return get_bar (self, index)->value;
}

/**
 * ebb_bars_get_status:
 * @self: a row of bars
 * @index: which bar, below ebb_bars_get_count()
 *
 * Returns: how far the value can be trusted
 */
EbbBarStatus
ebb_bars_get_status (EbbBars *self,
                     guint    index)
{
  return get_bar (self, index)->status;
}

/**
 * ebb_bars_get_emphasis:
 * @self: a row of bars
 * @index: which bar, below ebb_bars_get_count()
 *
 * Returns: what is special about the bar
 */
EbbBarEmphasis
ebb_bars_get_emphasis (EbbBars *self,
                       guint    index)
{
  return get_bar (self, index)->emphasis;
}

/**
 * ebb_bars_has_emphasis:
 * @self: a row of bars
 *
 * Returns: whether any of them stands out
 */
gboolean
ebb_bars_has_emphasis (EbbBars *self)
{
  for (guint i = 0; i < self->bars->len; i++)
    if (get_bar (self, i)->emphasis != EBB_BAR_PLAIN)
      return TRUE;

  return FALSE;
}

/**
 * ebb_bars_get_level:
 * @self: a row of bars
 * @index: which bar, below ebb_bars_get_count()
 *
 * Returns: how high the line is at the end of the bar, a fraction, or NAN
 */
double
ebb_bars_get_level (EbbBars *self,
                    guint    index)
{
  return get_bar (self, index)->level;
}

/**
 * ebb_bars_find:
 * @self: a row of bars
 * @key: a key
 * @index: (out) (optional): where the bar is
 *
 * Returns: whether a bar has this key
 */
gboolean
ebb_bars_find (EbbBars *self,
               gint64   key,
               guint   *index)
{
  g_return_val_if_fail (EBB_IS_BARS (self), FALSE);

  for (guint i = 0; i < self->bars->len; i++)
    if (get_bar (self, i)->key == key)
      {
        if (index != NULL)
          *index = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * ebb_bars_get_range:
 * @self: a row of bars
 * @low: (out): the lowest value, at most 0
 * @high: (out): the highest value, at least 0
 *
 * Says what an axis has to reach; bars start at zero, so zero always belongs to it.
 */
void
ebb_bars_get_range (EbbBars *self,
                    double  *low,
                    double  *high)
{
  g_return_if_fail (EBB_IS_BARS (self));

  *low = 0;
  *high = 0;
  for (guint i = 0; i < self->bars->len; i++)
    {
      double value = get_bar (self, i)->value;

      /* A comparison with NAN is false, so a missing bar changes nothing. */
      if (value < *low)
        *low = value;
      if (value > *high)
        *high = value;
    }
}
