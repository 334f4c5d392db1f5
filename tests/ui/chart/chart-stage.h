/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/ebb-bar-chart.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *before;
  GtkWidget *chart;
  GtkWidget *after;
  GtkWidget *list; /* the chart's list of bars, as assistive technology sees it */
  int n_activated;
  gint64 activated_key;
  int n_selected;
} Stage;

EbbBars   *stage_create_bars     (gint64           first,
                                  guint            n);
GtkWidget *stage_find_named      (GtkWidget       *widget,
                                  const char      *css_name);
Stage     *stage_open            (guint            n,
                                  int              width);
void       stage_close           (Stage           *stage);
GtkWidget *stage_get_bar         (Stage           *stage,
                                  int              index);
guint      stage_count_bars      (Stage           *stage);
GtkWidget *stage_get_focus       (Stage           *stage);
void       stage_settle          (void);
void       stage_wait_for_layout (Stage           *stage);
gboolean   stage_press           (Stage           *stage,
                                  guint            keyval);
gboolean   stage_press_with      (Stage           *stage,
                                  guint            keyval,
                                  GdkModifierType  state);
void       stage_click           (Stage           *stage,
                                  int              index,
                                  int              n_press);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_close)

#define assert_focus(stage, index) g_assert_true (stage_get_focus (stage) == stage_get_bar (stage, index))
#define assert_selected(stage, key) \
  g_assert_cmpint (ebb_bar_chart_get_selected_key (EBB_BAR_CHART ((stage)->chart)), ==, key)
