/**
 * Every page's behaviours. Served as it stands, it loads one module for each; when the static
 * files are collected, those modules take the place of their lines.
 */
import "./act.js";
import "./quoting.js";
import "./posted.js";
import "./drafts.js";
import "./keep.js";
import "./contents.js";
import "./later.js";
