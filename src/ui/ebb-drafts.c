/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages that were left with an edit that is not saved. They are kept as they are, with what was typed and could not be
 * read yet, until someone comes back; one whose save was under way goes when the service has taken it. */

#include "ui/ebb-drafts.h"

struct _EbbDrafts
{
  GObject parent_instance;

  GHashTable *pages; /* (owned): device id → EbbDevicePage (owned) */
  EbbOutbox *outbox; /* (owned) (nullable): what was edited in an earlier run is only there */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbDrafts, ebb_drafts, G_TYPE_OBJECT)

static const char *
id_of (EbbDevicePage *page)
{
  return ebb_device_get_id (ebb_device_page_get_device (page));
}

static const char *
peek_page (EbbDrafts *self)
{
  GHashTableIter iter;
  gpointer device_id = NULL;

  g_hash_table_iter_init (&iter, self->pages);
  g_hash_table_iter_next (&iter, &device_id, NULL);

  return device_id;
}

static void
dirty_cb (EbbDevicePage *page,
          GParamSpec    *pspec,
          EbbDrafts     *self)
{
  g_autoptr (GtkWidget) done = NULL;

  if (!ebb_device_page_is_dirty (page))
    done = ebb_drafts_take (self, id_of (page));
}

static void
ebb_drafts_dispose (GObject *object)
{
  ebb_drafts_clear (EBB_DRAFTS (object));

  G_OBJECT_CLASS (ebb_drafts_parent_class)->dispose (object);
}

static void
ebb_drafts_finalize (GObject *object)
{
  g_hash_table_unref (EBB_DRAFTS (object)->pages);
  g_clear_object (&EBB_DRAFTS (object)->outbox);

  G_OBJECT_CLASS (ebb_drafts_parent_class)->finalize (object);
}

static void
ebb_drafts_class_init (EbbDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_drafts_dispose;
  G_OBJECT_CLASS (klass)->finalize = ebb_drafts_finalize;

  /**
   * EbbDrafts::changed:
   *
   * Another page is kept, or one is kept no longer.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
ebb_drafts_init (EbbDrafts *self)
{
  self->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * ebb_drafts_new:
 *
 * Returns: (transfer full): no drafts yet
 */
EbbDrafts *
ebb_drafts_new (void)
{
  return g_object_new (EBB_TYPE_DRAFTS, NULL);
}

/**
 * ebb_drafts_set_outbox:
 * @self: drafts
 * @outbox: (nullable): where edits are kept from one run to the next
 */
void
ebb_drafts_set_outbox (EbbDrafts *self,
                       EbbOutbox *outbox)
{
  g_set_object (&self->outbox, outbox);
}

/**
 * ebb_drafts_keep:
 * @self: drafts
 * @page: a page with an edit that is not saved
 *
 * Keeps a page that is being left.
 */
void
ebb_drafts_keep (EbbDrafts     *self,
                 EbbDevicePage *page)
{
  g_hash_table_replace (self->pages, g_strdup (id_of (page)), g_object_ref (page));
  g_signal_connect (page, "notify::dirty", G_CALLBACK (dirty_cb), self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * ebb_drafts_take:
 * @self: drafts
 * @device_id: whose page
 *
 * Returns: (transfer full) (nullable): the page that was kept, if one was
 */
GtkWidget *
ebb_drafts_take (EbbDrafts  *self,
                 const char *device_id)
{
  g_autofree char *key = NULL;
  GtkWidget *page = NULL;

  if (!g_hash_table_steal_extended (self->pages, device_id, (gpointer *) &key, (gpointer *) &page))
    return NULL;

  g_signal_handlers_disconnect_by_data (page, self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return page;
}

/**
 * ebb_drafts_has:
 * @self: drafts
 * @device_id: whose page
 *
 * Returns: whether one is kept
 */
gboolean
ebb_drafts_has (EbbDrafts  *self,
                const char *device_id)
{
  return g_hash_table_contains (self->pages, device_id);
}

/**
 * ebb_drafts_peek:
 * @self: drafts
 *
 * Returns: (transfer none) (nullable): the id of a device that was edited, in this run or an earlier one; %NULL when none was
 */
const char *
ebb_drafts_peek (EbbDrafts *self)
{
  const char *device_id = peek_page (self);

  return device_id != NULL || self->outbox == NULL ? device_id : ebb_outbox_peek (self->outbox);
}

/**
 * ebb_drafts_are_kept:
 * @self: drafts
 * @open_page: (nullable): the page that is open, which may become one of them
 *
 * Returns: whether all of them are there again at the next start
 */
gboolean
ebb_drafts_are_kept (EbbDrafts *self,
                     GtkWidget *open_page)
{
  GHashTableIter iter;
  gpointer page;

  if (open_page != NULL && EBB_IS_DEVICE_PAGE (open_page) && !ebb_device_page_is_kept (EBB_DEVICE_PAGE (open_page)))
    return FALSE;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &page))
    if (!ebb_device_page_is_kept (page))
      return FALSE;

  return TRUE;
}

/**
 * ebb_drafts_discard:
 * @self: drafts
 *
 * Forgets what was edited, for good.
 */
void
ebb_drafts_discard (EbbDrafts *self)
{
  ebb_drafts_clear (self);
  if (self->outbox != NULL)
    ebb_outbox_discard (self->outbox);
}

/**
 * ebb_drafts_clear:
 * @self: drafts
 *
 * Lets go of the pages. What is in the outbox stays there.
 */
void
ebb_drafts_clear (EbbDrafts *self)
{
  const char *device_id;

  while ((device_id = peek_page (self)) != NULL)
    {
      g_autoptr (GtkWidget) page = ebb_drafts_take (self, device_id);
    }
}
