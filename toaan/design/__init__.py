"""The theme: Sass, fonts, icons, base pages, form templates and components. Holds no rule and no model."""
