/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbPageStack:
 *
 * What lies on top of what: a base (the home, or waiting for it), on it at most one page, and over all a cover, which asks who one is.
 * The focus comes back to where it was in the home.
 */

#include "ui/ebb-page-stack.h"

#define SLIDE_MS 180

struct _EbbPageStack
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *waiting;
  GtkWidget *home;
  GtkWidget *base;  /* one of the two */
  GtkWidget *page;  /* (nullable) */
  GtkWidget *cover; /* (nullable) */
  GtkWidget *focus; /* weak (nullable): in the home, before there was a page */
};

G_DEFINE_FINAL_TYPE (EbbPageStack, ebb_page_stack, GTK_TYPE_WIDGET)

static void
show_top (EbbPageStack *self)
{
  gtk_stack_set_visible_child (self->stack, self->cover != NULL ? self->cover : self->page != NULL ? self->page : self->base);
}

/* Not with the focus in it: GTK 4.8 would hold on to what goes with it. */
static void
remove_child (EbbPageStack *self,
              GtkWidget    *child)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, child))
    gtk_root_set_focus (root, NULL);
  gtk_stack_remove (self->stack, child);
}

static void
ebb_page_stack_dispose (GObject *object)
{
  EbbPageStack *self = EBB_PAGE_STACK (object);

  g_clear_weak_pointer (&self->focus);
  g_clear_pointer ((GtkWidget **) &self->stack, gtk_widget_unparent);

  G_OBJECT_CLASS (ebb_page_stack_parent_class)->dispose (object);
}

static void
ebb_page_stack_class_init (EbbPageStackClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_page_stack_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ebb_page_stack_init (EbbPageStack *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_transition_type (self->stack, GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT_RIGHT);
  gtk_stack_set_transition_duration (self->stack, SLIDE_MS);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

/**
 * ebb_page_stack_set_base:
 * @self: a stack
 * @waiting: shown until there is a home
 * @home: the home
 *
 * Gives the stack what lies below everything. Once, before anything else.
 */
void
ebb_page_stack_set_base (EbbPageStack *self,
                         GtkWidget    *waiting,
                         GtkWidget    *home)
{
  self->waiting = waiting;
  self->home = home;
  self->base = waiting;
  gtk_stack_add_child (self->stack, waiting);
  gtk_stack_add_child (self->stack, home);
}

/**
 * ebb_page_stack_show_base:
 * @self: a stack
 * @is_home: whether there is a home
 *
 * Chooses what lies below everything.
 */
void
ebb_page_stack_show_base (EbbPageStack *self,
                          gboolean      is_home)
{
  self->base = is_home ? self->home : self->waiting;
  show_top (self);
}

/**
 * ebb_page_stack_get_page:
 * @self: a stack
 *
 * Returns: (transfer none) (nullable): the page on top of the home
 */
GtkWidget *
ebb_page_stack_get_page (EbbPageStack *self)
{
  return self->page;
}

/**
 * ebb_page_stack_open_page:
 * @self: a stack without a cover
 * @page: (transfer floating): a page
 *
 * Opens a page instead of the one that is open.
 */
void
ebb_page_stack_open_page (EbbPageStack *self,
                          GtkWidget    *page)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->home))
    g_set_weak_pointer (&self->focus, focus);
  ebb_page_stack_close_page (self);
  self->page = page;
  gtk_stack_add_child (self->stack, page);
  show_top (self);
  gtk_widget_grab_focus (page);
}

/**
 * ebb_page_stack_close_page:
 * @self: a stack
 *
 * Closes the page, if one is open, and goes back to where it was opened from.
 */
void
ebb_page_stack_close_page (EbbPageStack *self)
{
  GtkWidget *page = g_steal_pointer (&self->page);
  GtkWidget *focus = self->focus;

  if (page == NULL)
    return;

  show_top (self);
  remove_child (self, page);
  if (focus != NULL && gtk_widget_is_ancestor (focus, self->home))
    gtk_widget_grab_focus (focus);
  else
    gtk_widget_grab_focus (self->home);
}

/**
 * ebb_page_stack_get_cover:
 * @self: a stack
 *
 * Returns: (transfer none) (nullable): what covers everything
 */
GtkWidget *
ebb_page_stack_get_cover (EbbPageStack *self)
{
  return self->cover;
}

/**
 * ebb_page_stack_open_cover:
 * @self: a stack without a cover
 * @cover: (transfer floating): what is to cover everything
 */
void
ebb_page_stack_open_cover (EbbPageStack *self,
                           GtkWidget    *cover)
{
  self->cover = cover;
  gtk_stack_add_child (self->stack, cover);
  show_top (self);
}

/**
 * ebb_page_stack_close_cover:
 * @self: a stack
 *
 * Takes the cover away, if there is one.
 */
void
ebb_page_stack_close_cover (EbbPageStack *self)
{
  GtkWidget *cover = g_steal_pointer (&self->cover);

  if (cover == NULL)
    return;

  show_top (self);
  remove_child (self, cover);
}
