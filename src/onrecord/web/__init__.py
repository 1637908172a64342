"""The workbench in a browser: pages that work without JavaScript, a review queue, a JSON interface."""
