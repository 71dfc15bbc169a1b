/** Python's keywords, and what a module of PyTorch has of its own (1.13 and 2). */
const RESERVED = new Set(
  `
  False None T_destination True add_module and apply as assert async await bfloat16 break buffers
  call_super_init case children class compile continue cpu cuda def del double dump_patches elif else eval
  except extra_repr finally float for forward from get_buffer get_extra_state get_parameter get_submodule
  global half if import in ipu is lambda load_state_dict match modules named_buffers named_children
  named_modules named_parameters nonlocal not or parameters pass raise register_backward_hook
  register_buffer register_forward_hook register_forward_pre_hook register_full_backward_hook
  register_load_state_dict_post_hook register_load_state_dict_pre_hook register_module register_parameter
  register_state_dict_post_hook register_state_dict_pre_hook requires_grad_ return set_extra_state
  set_submodule share_memory state_dict to to_empty train training try type while with xpu yield zero_grad
`
    .trim()
    .split(/\s+/),
);

/**
 * For each node its attribute in a module of PyTorch: its name, with underscores behind where Python or PyTorch needs that
 * name for itself.
 */
export function giveAttributes(names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set(names);
  return new Map(
    names.map((name) => {
      let attribute = name;
      while (RESERVED.has(attribute) || (attribute !== name && taken.has(attribute))) attribute += '_';
      taken.add(attribute);
      return [name, attribute];
    }),
  );
}
