// Single letters for the desk: j and k go down and up, Enter opens, x ticks,
// / goes to the search, ? to the list of these. Nothing here is needed: every
// thing it reaches is a link, a box or a button that the keyboard reaches anyhow.
"use strict";
(() => {
	const typing = (on) => on.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
	const stops = () => Array.from(document.querySelectorAll("main a.go"));
	const move = (by) => {
		const all = stops();
		if (all.length === 0) {
			return;
		}
		const row = document.activeElement.closest("li, tr");
		let at = all.findIndex((a) => a === document.activeElement || (row !== null && a.closest("li, tr") === row));
		at = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
		all[at].focus();
		all[at].scrollIntoView({ block: "nearest" });
	};
	const keys = {
		j: () => move(1),
		k: () => move(-1),
		x: () => {
			const row = document.activeElement.closest("tr");
			const box = row === null ? null : row.querySelector("input[type=checkbox]");
			if (box !== null) {
				box.checked = !box.checked;
			}
		},
		"/": () => document.getElementById("find").focus(),
		"?": () => {
			const help = document.getElementById("keys");
			if (help !== null) {
				help.tabIndex = -1;
				help.focus();
				help.scrollIntoView();
			}
		},
	};
	document.addEventListener("keydown", (e) => {
		if (e.altKey || e.ctrlKey || e.metaKey || e.isComposing || typing(e.target) || keys[e.key] === undefined) {
			return;
		}
		e.preventDefault();
		keys[e.key]();
	});
})();
