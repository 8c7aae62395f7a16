// Passkeys: a form that carries a question for the browser is shown when the
// browser can answer it, and is sent with the answer. Without this script the
// form stays hidden and everything else works.
"use strict";
for (const form of document.querySelectorAll("form[data-ask]")) {
	const key = window.PublicKeyCredential;
	if (!key || !key.parseRequestOptionsFromJSON) continue;
	form.hidden = false;
	document.querySelectorAll("[data-unless-passkey]").forEach((e) => { e.hidden = true; });
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		const failed = form.querySelector("[data-failed]");
		const ask = JSON.parse(form.dataset.ask);
		failed.hidden = true;
		try {
			const got = form.dataset.make === undefined
				? await navigator.credentials.get({ publicKey: key.parseRequestOptionsFromJSON(ask) })
				: await navigator.credentials.create({ publicKey: key.parseCreationOptionsFromJSON(ask) });
			form.elements.answer.value = JSON.stringify(got.toJSON());
		} catch {
			failed.hidden = false;
			return;
		}
		form.submit();
	});
}
