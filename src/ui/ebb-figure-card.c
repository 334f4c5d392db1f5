/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbFigureCard:
 *
 * A large figure under its name, with what has to be known about it below, as a button that can be the chosen one of a group.
 * A card that is wide, because it has a row for itself, has the figure at its end instead.
 *
 * CSS node: `button.figure-card`. Its accessible name is the whole figure in words.
 */

#include "ui/ebb-figure-card.h"

struct _EbbFigureCard
{
  GtkToggleButton parent_instance;

  GtkWidget *caption; /* (unowned) */
  GtkWidget *figure;  /* (unowned) */
  GtkWidget *note;    /* (unowned) */
};

G_DEFINE_FINAL_TYPE (EbbFigureCard, ebb_figure_card, GTK_TYPE_TOGGLE_BUTTON)

/* Three cards beside each other never get this wide; a card with a row for itself does. */
#define LEAST_ROW_WIDTH 270
/* In percent: the other texts need their part of the row. */
#define LARGEST_FIGURE 60
#define GAP 12

/* The three texts of the card, in this order. */
typedef struct
{
  GtkWidget *caption;
  GtkWidget *figure;
  GtkWidget *note;
} Texts;

static Texts
get_texts (GtkWidget *box)
{
  GtkWidget *caption = gtk_widget_get_first_child (box);
  GtkWidget *figure = gtk_widget_get_next_sibling (caption);

  return (Texts) { caption, figure, gtk_widget_get_next_sibling (figure) };
}

static int
measure (GtkWidget      *widget,
         GtkOrientation  orientation,
         int             for_size,
         int            *minimum)
{
  int natural;

  *minimum = 0;
  if (!gtk_widget_should_layout (widget))
    return 0;

  gtk_widget_measure (widget, orientation, for_size, minimum, &natural, NULL, NULL);
  return natural;
}

/* How much of a row the figure takes; the other texts wrap in the rest. */
static int
figure_width (Texts texts,
              int   width)
{
  int least, caption_least, note_least;
  int natural = measure (texts.figure, GTK_ORIENTATION_HORIZONTAL, -1, &least);

  measure (texts.caption, GTK_ORIENTATION_HORIZONTAL, -1, &caption_least);
  measure (texts.note, GTK_ORIENTATION_HORIZONTAL, -1, &note_least);

  return MAX (least, MIN (natural, width - GAP - MAX (caption_least, note_least)));
}

static gboolean
fits_row (Texts texts,
          int   width)
{
  int least;

  return width >= LEAST_ROW_WIDTH &&
         measure (texts.figure, GTK_ORIENTATION_HORIZONTAL, -1, &least) * 100 <= width * LARGEST_FIGURE;
}

static void
measure_cb (GtkWidget      *box,
            GtkOrientation  orientation,
            int             for_size,
            int            *minimum,
            int            *natural,
            int            *minimum_baseline,
            int            *natural_baseline)
{
  Texts texts = get_texts (box);
  GtkWidget *all[] = { texts.caption, texts.figure, texts.note };
  gboolean is_row = orientation == GTK_ORIENTATION_VERTICAL && fits_row (texts, for_size);
  int least;

  *minimum = *natural = 0;
  if (is_row)
    {
      int width = figure_width (texts, for_size);
      int text = measure (texts.caption, orientation, for_size - width - GAP, &least) +
                 measure (texts.note, orientation, for_size - width - GAP, &least);

      *minimum = *natural = MAX (text, measure (texts.figure, orientation, width, &least));
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      int wanted = measure (all[i], orientation, for_size, &least);

      *natural = orientation == GTK_ORIENTATION_VERTICAL ? *natural + wanted : MAX (*natural, wanted);
      *minimum = orientation == GTK_ORIENTATION_VERTICAL ? *natural : MAX (*minimum, least);
    }
}

static void
place (GtkWidget *widget,
       int        x,
       int        y,
       int        width,
       int        height)
{
  GtkAllocation allocation = { x, y, width, height };

  if (gtk_widget_should_layout (widget))
    gtk_widget_size_allocate (widget, &allocation, -1);
}

static void
allocate_cb (GtkWidget *box,
             int        width,
             int        height,
             int        baseline)
{
  Texts texts = get_texts (box);
  gboolean is_mirrored = gtk_widget_get_direction (box) == GTK_TEXT_DIR_RTL;
  gboolean is_row = fits_row (texts, width);
  int figure = is_row ? figure_width (texts, width) : width;
  int rest = is_row ? width - figure - GAP : width;
  int least;
  int caption_height = measure (texts.caption, GTK_ORIENTATION_VERTICAL, rest, &least);
  int figure_height = measure (texts.figure, GTK_ORIENTATION_VERTICAL, figure, &least);
  int note_height = measure (texts.note, GTK_ORIENTATION_VERTICAL, rest, &least);

  if (is_row)
    {
      int y = MAX (0, (height - caption_height - note_height) / 2);

      place (texts.caption, is_mirrored ? width - rest : 0, y, rest, caption_height);
      place (texts.note, is_mirrored ? width - rest : 0, y + caption_height, rest, note_height);
      place (texts.figure, is_mirrored ? 0 : width - figure, MAX (0, (height - figure_height) / 2), figure, figure_height);
      return;
    }

  place (texts.caption, 0, 0, width, caption_height);
  place (texts.figure, 0, caption_height, width, figure_height);
  place (texts.note, 0, caption_height + figure_height, width, note_height);
}

static GtkWidget *
create_text (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
ebb_figure_card_class_init (EbbFigureCardClass *klass)
{
}

static void
ebb_figure_card_init (EbbFigureCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->caption = create_text ("name");
  self->figure = create_text ("figure");
  self->note = create_text ("caption");
  gtk_widget_add_css_class (self->figure, "numeric");
  /* A long remark makes the card higher, not wider, so that it does not decide how the cards lie. */
  gtk_label_set_max_width_chars (GTK_LABEL (self->note), 10);
  gtk_widget_add_css_class (self->note, "dim-label");
  gtk_box_append (GTK_BOX (box), self->caption);
  gtk_box_append (GTK_BOX (box), self->figure);
  gtk_box_append (GTK_BOX (box), self->note);
  gtk_widget_set_layout_manager (box, gtk_custom_layout_new (NULL, measure_cb, allocate_cb));

  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "figure-card");
}

/**
 * ebb_figure_card_new:
 *
 * Returns: (transfer floating): a card that says nothing yet
 */
GtkWidget *
ebb_figure_card_new (void)
{
  return g_object_new (EBB_TYPE_FIGURE_CARD, NULL);
}

/**
 * ebb_figure_card_set_content:
 * @self: a card
 * @caption: what the figure is
 * @figure: the figure with its unit
 * @note: what has to be known about it; empty for nothing
 * @sentence: all of that in words, for those who hear it
 *
 * Shows a figure.
 */
void
ebb_figure_card_set_content (EbbFigureCard *self,
                             const char    *caption,
                             const char    *figure,
                             const char    *note,
                             const char    *sentence)
{
  gtk_label_set_label (GTK_LABEL (self->caption), caption);
  gtk_label_set_label (GTK_LABEL (self->figure), figure);
  gtk_label_set_label (GTK_LABEL (self->note), note);
  gtk_widget_set_visible (self->note, *note != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

/**
 * ebb_figure_card_get_figure:
 * @self: a card
 *
 * Returns: (transfer none): the figure that is shown
 */
const char *
ebb_figure_card_get_figure (EbbFigureCard *self)
{
  return gtk_label_get_label (GTK_LABEL (self->figure));
}
