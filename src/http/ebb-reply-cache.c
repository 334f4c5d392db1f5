/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The last answers to GET requests with their entity tags, so that an unchanged one need not travel again. In
 * memory only: what a home does is nobody's business, also not a backup's. The least recently used goes first.
 *
 * It knows the answers to one owner at a time. A tag may be no more than a version, so that of another customer would fit. */

#include "http/ebb-reply-cache.h"

typedef struct
{
  char *path;   /* (owned) */
  char *etag;   /* (owned) */
  GBytes *body; /* (owned) */
} Entry;

struct _EbbReplyCache
{
  guint max_entries;
  gsize max_bytes;
  gsize n_bytes;
  char *owner;         /* (owned) (nullable): a digest of whoever was answered */
  GQueue entries;      /* (element-type Entry) (owned): the most recently used first */
  GHashTable *by_path; /* (element-type utf8 GList) (owned): links of @entries; the keys are the entries' */
};

static void
remove_link (EbbReplyCache *self,
             GList         *link)
{
  Entry *entry = link->data;

  g_hash_table_remove (self->by_path, entry->path);
  g_queue_delete_link (&self->entries, link);
  self->n_bytes -= g_bytes_get_size (entry->body);

  g_free (entry->path);
  g_free (entry->etag);
  g_bytes_unref (entry->body);
  g_free (entry);
}

/**
 * ebb_reply_cache_new:
 * @max_entries: how many answers to keep
 * @max_bytes: how large their bodies may be together
 *
 * Returns: (transfer full): an empty cache
 */
EbbReplyCache *
ebb_reply_cache_new (guint max_entries,
                     gsize max_bytes)
{
  EbbReplyCache *self = g_new0 (EbbReplyCache, 1);

  self->max_entries = max_entries;
  self->max_bytes = max_bytes;
  self->by_path = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

/**
 * ebb_reply_cache_free:
 * @self: (transfer full): a cache
 */
void
ebb_reply_cache_free (EbbReplyCache *self)
{
  while (self->entries.tail != NULL)
    remove_link (self, self->entries.tail);

  g_hash_table_unref (self->by_path);
  g_free (self->owner);
  g_free (self);
}

/* Not the owner itself, which is a token: there should be few of those in memory. */
static char *
make_digest (const char *owner)
{
  return owner != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, owner, -1) : NULL;
}

/**
 * ebb_reply_cache_store:
 * @self: a cache
 * @owner: (nullable): who asked: the token
 * @path: what was asked for, with its query
 * @etag: the entity tag
 * @body: what was answered
 *
 * Remembers an answer in the place of an earlier one. One that is larger than the whole cache is not kept, and none that comes late,
 * when somebody else has asked since.
 */
void
ebb_reply_cache_store (EbbReplyCache *self,
                       const char    *owner,
                       const char    *path,
                       const char    *etag,
                       GBytes        *body)
{
  g_autofree char *digest = make_digest (owner);
  Entry *entry;

  if (g_strcmp0 (digest, self->owner) != 0)
    return;

  ebb_reply_cache_forget (self, path);

  if (g_bytes_get_size (body) > self->max_bytes)
    return;

  entry = g_new0 (Entry, 1);
  entry->path = g_strdup (path);
  entry->etag = g_strdup (etag);
  entry->body = g_bytes_ref (body);

  g_queue_push_head (&self->entries, entry);
  g_hash_table_insert (self->by_path, entry->path, self->entries.head);
  self->n_bytes += g_bytes_get_size (body);

  while (self->n_bytes > self->max_bytes || self->entries.length > self->max_entries)
    remove_link (self, self->entries.tail);
}

/**
 * ebb_reply_cache_forget:
 * @self: a cache
 * @path: what was asked for
 */
void
ebb_reply_cache_forget (EbbReplyCache *self,
                        const char    *path)
{
  GList *link = g_hash_table_lookup (self->by_path, path);

  if (link != NULL)
    remove_link (self, link);
}

/**
 * ebb_reply_cache_look_up:
 * @self: a cache
 * @owner: (nullable): who asks: the token. Another one than before empties the cache
 * @path: what is asked for
 * @etag: (out) (transfer full): the entity tag
 * @body: (out) (transfer full): what was answered
 *
 * Returns: %TRUE when an answer is remembered
 */
gboolean
ebb_reply_cache_look_up (EbbReplyCache  *self,
                         const char     *owner,
                         const char     *path,
                         char          **etag,
                         GBytes        **body)
{
  g_autofree char *digest = make_digest (owner);
  GList *link;
  Entry *entry;

  if (g_strcmp0 (digest, self->owner) != 0)
    {
      while (self->entries.tail != NULL)
        remove_link (self, self->entries.tail);
      g_free (self->owner);
      self->owner = g_steal_pointer (&digest);
    }

  link = g_hash_table_lookup (self->by_path, path);
  if (link == NULL)
    return FALSE;

  g_queue_unlink (&self->entries, link);
  g_queue_push_head_link (&self->entries, link);

  entry = link->data;
  *etag = g_strdup (entry->etag);
  *body = g_bytes_ref (entry->body);

  return TRUE;
}
