/**
 * Tie allauth's passkey scripts to the form marked data-passkey. They look for a script inside the
 * page that names its parts, and no page of this site may hold one. Without a script, or in a
 * browser that has no passkeys, the form stays hidden and the page says why.
 */
const { allauth, webauthnJSON } = window;
const trouble = document.querySelector("#passkey-trouble");
const form = document.querySelector("[data-passkey]");

function say(words) {
  trouble.textContent = words;
  trouble.hidden = !words;
}

if (!webauthnJSON.supported()) {
  say(trouble.dataset.unsupported);
} else {
  const { id: button } = document.querySelector("#passkey");
  allauth.webauthn.forms[form.dataset.passkey]({
    ids: {
      add: button,
      authenticate: button,
      login: button,
      credential: form.elements.credential.id,
      passwordless: form.elements.passwordless?.id,
      data: document.querySelector("#passkey-options")?.id,
    },
  });
  // The key has to be asked for before anything is sent: Enter in a field means the button.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.elements[button].click();
  });
  form.addEventListener("click", () => say(""));
  form.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  say(trouble.dataset.failed);
});
