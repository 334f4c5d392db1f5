/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever can make single operations of a make-believe service fail. */

#include "app/ebb-fault-maker.h"

G_DEFINE_INTERFACE (EbbFaultMaker, ebb_fault_maker, G_TYPE_OBJECT)

static void
ebb_fault_maker_default_init (EbbFaultMakerInterface *iface)
{
}

/**
 * ebb_fault_maker_list_operations:
 * @self: a fault maker
 *
 * Returns: (transfer full): the name of every operation, "GET facilities"
 */
char **
ebb_fault_maker_list_operations (EbbFaultMaker *self)
{
  return EBB_FAULT_MAKER_GET_IFACE (self)->list_operations (self);
}

/**
 * ebb_fault_maker_list_faults:
 * @self: a fault maker
 * @error: what is wrong with the scenarios
 *
 * Returns: (transfer full) (element-type EbbScenario): the scenarios whose faults can be had one by one
 */
GPtrArray *
ebb_fault_maker_list_faults (EbbFaultMaker  *self,
                             GError        **error)
{
  return EBB_FAULT_MAKER_GET_IFACE (self)->list_faults (self, error);
}

/**
 * ebb_fault_maker_set_faults:
 * @self: a fault maker
 * @faults: pairs of strings, ended by %NULL: an operation or %EBB_FAULT_ALL, and the name of the scenario whose fault strikes it, or ""
 *   for none
 * @error: why it cannot be
 *
 * Makes these operations fail, until another scenario is played; the rest is as the scenario has it.
 *
 * Returns: whether it does
 */
gboolean
ebb_fault_maker_set_faults (EbbFaultMaker      *self,
                            const char *const  *faults,
                            GError            **error)
{
  return EBB_FAULT_MAKER_GET_IFACE (self)->set_faults (self, faults, error);
}
