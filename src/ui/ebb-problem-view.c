/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbProblemView:
 *
 * Says next to what was entered why it did not work: what is wrong, what is particular to this case, what to do about
 * it. It takes no room while there is nothing to say.
 *
 * CSS node: `problemview`. Accessible role: alert, named by all of its words, so that it is read out as soon as it
 * appears.
 */

#include "ui/ebb-problem-view.h"

#include "ui/ebb-optional-label.h"

struct _EbbProblemView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *advice;
};

G_DEFINE_FINAL_TYPE (EbbProblemView, ebb_problem_view, GTK_TYPE_WIDGET)

static void
ebb_problem_view_dispose (GObject *object)
{
  g_clear_pointer (&EBB_PROBLEM_VIEW (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (ebb_problem_view_parent_class)->dispose (object);
}

static void
ebb_problem_view_class_init (EbbProblemViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_problem_view_dispose;

  gtk_widget_class_set_css_name (widget_class, "problemview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/ui/ebb-problem-view.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbProblemView, box);
  gtk_widget_class_bind_template_child (widget_class, EbbProblemView, title);
  gtk_widget_class_bind_template_child (widget_class, EbbProblemView, detail);
  gtk_widget_class_bind_template_child (widget_class, EbbProblemView, advice);
}

static void
ebb_problem_view_init (EbbProblemView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ebb_problem_view_show:
 * @self: a problem view
 * @title: what is wrong, a few words
 * @advice: what to do about it, one or two sentences
 * @detail: (nullable): what is particular to this case, one or two sentences
 *
 * Says what is wrong, in plain text.
 */
void
ebb_problem_view_show (EbbProblemView *self,
                       const char     *title,
                       const char     *advice,
                       const char     *detail)
{
  g_autofree char *words = NULL;

  g_return_if_fail (EBB_IS_PROBLEM_VIEW (self));

  words = g_strdup_printf ("%s. %s%s%s", title, detail != NULL ? detail : "", detail != NULL ? " " : "", advice);
  gtk_label_set_text (self->title, title);
  ebb_optional_label_set (self->detail, detail);
  gtk_label_set_text (self->advice, advice);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * ebb_problem_view_hide:
 * @self: a problem view
 *
 * There is nothing wrong any more.
 */
void
ebb_problem_view_hide (EbbProblemView *self)
{
  g_return_if_fail (EBB_IS_PROBLEM_VIEW (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
