/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-scenario.h"

G_BEGIN_DECLS

#define EBB_TYPE_FAULT_MAKER (ebb_fault_maker_get_type ())
G_DECLARE_INTERFACE (EbbFaultMaker, ebb_fault_maker, EBB, FAULT_MAKER, GObject)

/**
 * EBB_FAULT_ALL:
 *
 * Every operation that has no fault of its own.
 */
#define EBB_FAULT_ALL "*"

/**
 * EbbFaultMakerInterface:
 * @list_operations: see ebb_fault_maker_list_operations()
 * @list_faults: see ebb_fault_maker_list_faults()
 * @set_faults: see ebb_fault_maker_set_faults()
 *
 * Whoever has a make-believe service that can be told to fail. Like #EbbScenarioPlayer it is implemented by the program.
 */
struct _EbbFaultMakerInterface
{
  GTypeInterface parent_iface;

  char      **(*list_operations) (EbbFaultMaker      *self);
  GPtrArray  *(*list_faults)     (EbbFaultMaker      *self,
                                  GError            **error);
  gboolean    (*set_faults)      (EbbFaultMaker      *self,
                                  const char *const  *faults,
                                  GError            **error);
};

char      **ebb_fault_maker_list_operations (EbbFaultMaker      *self);
GPtrArray  *ebb_fault_maker_list_faults     (EbbFaultMaker      *self,
                                             GError            **error);
gboolean    ebb_fault_maker_set_faults      (EbbFaultMaker      *self,
                                             const char *const  *faults,
                                             GError            **error);

G_END_DECLS
