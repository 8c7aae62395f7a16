// Fills the quotation field of the form in focus with what is selected in the
// text of a source. Without it the field is filled by hand; nothing else
// depends on it, and nothing is ever sent by it.
(() => {
	"use strict";
	const pane = document.getElementById("source-text");
	const said = document.getElementById("quote-said");
	if (!pane || !said) return;
	const longest = 300; // characters of a quotation, as the desk takes them
	const sentences = [...pane.querySelectorAll(".s")];
	let at = -1; // the sentence that the keyboard is on
	let field = null; // the quotation field of the form in focus

	const quotes = () => [...document.querySelectorAll("[name=quote], [name$='.quote']")].filter((f) => f.type !== "hidden");

	document.addEventListener("focusin", (event) => {
		const form = event.target.closest("form");
		if (!form) return;
		const line = event.target.closest("fieldset.one") || form;
		field = quotes().find((f) => line.contains(f)) || quotes().find((f) => form.contains(f)) || field;
	});

	function quote(text, sentence) {
		text = text.replace(/\s+/g, " ").trim();
		if (!text) return;
		const into = field && field.isConnected ? field : quotes()[0];
		if (!into) {
			said.textContent = pane.dataset.none;
			return;
		}
		let kept = text;
		if ([...kept].length > longest) {
			kept = [...kept].slice(0, longest - 1).join("").replace(/\s+\S*$/, "") + "…";
		}
		for (let box = into.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
		into.value = kept;
		const place = into.form && into.form.elements[into.name.replace(/quote$/, "place")];
		if (place && sentence) place.value = sentence.dataset.place;
		said.textContent = (kept === text ? pane.dataset.done : pane.dataset.cut) + " " + kept;
	}

	function of(node) {
		const element = node && (node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
		return element ? element.closest(".s") : null;
	}

	pane.addEventListener("mouseup", (event) => {
		const chosen = window.getSelection();
		if (chosen && !chosen.isCollapsed && pane.contains(chosen.anchorNode)) {
			const first = chosen.getRangeAt(0).startContainer;
			quote(chosen.toString(), of(first));
			return;
		}
		const sentence = of(event.target);
		if (sentence) choose(sentences.indexOf(sentence), true);
	});

	function choose(n, take) {
		if (n < 0 || n >= sentences.length) return;
		if (at >= 0) sentences[at].removeAttribute("data-on");
		at = n;
		const sentence = sentences[n];
		sentence.setAttribute("data-on", "");
		sentence.scrollIntoView({ block: "nearest" });
		if (take) quote(sentence.textContent, sentence);
		else said.textContent = sentence.textContent;
	}

	pane.addEventListener("keydown", (event) => {
		if (event.ctrlKey || event.altKey || event.metaKey) return;
		if (event.key === "j") choose(at + 1, false);
		else if (event.key === "k") choose(at - 1, false);
		else if (event.key === "Enter" && at >= 0) choose(at, true);
		else return;
		event.preventDefault();
	});

	document.getElementById("quote-hint").hidden = false;
})();
