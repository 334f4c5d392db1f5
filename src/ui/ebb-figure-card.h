/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define EBB_TYPE_FIGURE_CARD (ebb_figure_card_get_type ())
G_DECLARE_FINAL_TYPE (EbbFigureCard, ebb_figure_card, EBB, FIGURE_CARD, GtkToggleButton)

GtkWidget  *ebb_figure_card_new         (void);
void        ebb_figure_card_set_content (EbbFigureCard *self,
                                         const char    *caption,
                                         const char    *figure,
                                         const char    *note,
                                         const char    *sentence);
const char *ebb_figure_card_get_figure  (EbbFigureCard *self);

G_END_DECLS
