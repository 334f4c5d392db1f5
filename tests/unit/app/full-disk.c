/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "full-disk.h"

#include <errno.h>
#include <sqlite3.h>
#include <unistd.h>

static ssize_t
write_nothing (int         fd,
               const void *data,
               size_t      length,
               off_t       offset)
{
  errno = ENOSPC;

  return -1;
}

/* What SQLite asks of the system, in this process, is answered as if the disk were full. */
void
full_disk_set (gboolean is_full)
{
  static const char *const calls[] = { "write", "pwrite", "pwrite64" };
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    vfs->xSetSystemCall (vfs, calls[i], is_full ? (sqlite3_syscall_ptr) write_nothing : NULL);
}
