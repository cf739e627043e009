"""What the operators' API takes and gives, where its shape differs from the domain's."""
