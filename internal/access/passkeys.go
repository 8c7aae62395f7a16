package access

import (
	"encoding/json"
	"errors"
	"net"
	"net/url"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"habeas/internal/casebook"
)

// ErrPasskey says that what a passkey answered is not right. Why is in the
// error for the log; a person is told the same in every case.
var ErrPasskey = errors.New("access: the passkey does not match")

// Passkeys asks browsers for passkeys and checks what they answer. A passkey
// counts as both factors, so that the person must have proved themselves to
// the device: by a PIN, a finger or a face.
type Passkeys struct{ party *webauthn.WebAuthn }

// passkeyTime is how long somebody may take over one question.
const passkeyTime = 5 * time.Minute

// NewPasskeys gives the passkeys of the site at an address, or nil when its
// host is a number: browsers tie passkeys to a name.
func NewPasskeys(base string) (*Passkeys, error) {
	u, err := url.Parse(base)
	if err != nil || u.Hostname() == "" || net.ParseIP(u.Hostname()) != nil {
		return nil, nil
	}
	limit := webauthn.TimeoutConfig{Enforce: true, Timeout: passkeyTime, TimeoutUVD: passkeyTime}
	party, err := webauthn.New(&webauthn.Config{
		RPID: u.Hostname(), RPDisplayName: "Habeas", RPOrigins: []string{u.Scheme + "://" + u.Host},
		AttestationPreference: protocol.PreferNoAttestation, // which make it is, is nobody's business
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired,
		},
		Timeouts: webauthn.TimeoutsConfig{Login: limit, Registration: limit},
	})
	if err != nil {
		return nil, err
	}
	return &Passkeys{party}, nil
}

// Holder is an account as the passkeys know it: Records are what AddPasskey
// and the last sign-ins gave.
type Holder struct {
	ID            casebook.ID
	Name, Display string
	Records       [][]byte
}

// WebAuthnID is the handle of the account: ten random letters.
func (h Holder) WebAuthnID() []byte { return []byte(h.ID) }

// WebAuthnName is what a device shows to tell two accounts apart.
func (h Holder) WebAuthnName() string { return h.Name }

// WebAuthnDisplayName is what a device calls the person.
func (h Holder) WebAuthnDisplayName() string { return h.Display }

// WebAuthnCredentials are the passkeys that can be read.
func (h Holder) WebAuthnCredentials() []webauthn.Credential {
	var all []webauthn.Credential
	for _, record := range h.Records {
		var c webauthn.Credential
		if json.Unmarshal(record, &c) == nil {
			all = append(all, c)
		}
	}
	return all
}

// Question is what a browser is asked, and what is needed to check its answer.
// The latter goes along with the form, signed.
type Question struct {
	Ask   []byte // for the browser, as JSON
	Check []byte // for us
}

// AskNew asks a browser to make a passkey for somebody who has not got it yet.
func (p *Passkeys) AskNew(h Holder) (Question, error) {
	var have []protocol.CredentialDescriptor
	for _, c := range h.WebAuthnCredentials() {
		have = append(have, c.Descriptor())
	}
	ask, check, err := p.party.BeginRegistration(h, webauthn.WithExclusions(have))
	if err != nil {
		return Question{}, err
	}
	return question(ask.Response, check)
}

// Ask asks a browser for a passkey of this site, whosever it is.
func (p *Passkeys) Ask() (Question, error) {
	ask, check, err := p.party.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return Question{}, err
	}
	return question(ask.Response, check)
}

func question(ask any, check *webauthn.SessionData) (q Question, err error) {
	if q.Ask, err = json.Marshal(ask); err != nil {
		return q, err
	}
	q.Check, err = json.Marshal(check)
	return q, err
}

// New gives what is stored of a passkey that a browser made, with how the
// device names it, or [ErrPasskey].
func (p *Passkeys) New(h Holder, check, answer []byte) (credential, record []byte, err error) {
	session, err := sessionOf(check)
	if err != nil {
		return nil, nil, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return nil, nil, errors.Join(ErrPasskey, err)
	}
	made, err := p.party.CreateCredential(h, session, parsed)
	if err != nil {
		return nil, nil, errors.Join(ErrPasskey, err)
	}
	record, err = json.Marshal(made)
	return made.ID, record, err
}

// Check gives whose passkey answered, with the record of it to be stored anew,
// or [ErrPasskey]. Find looks up an account by its handle. A passkey whose
// counter ran backwards may have been copied and is refused.
func (p *Passkeys) Check(check, answer []byte, find func(id casebook.ID) (Holder, error)) (id casebook.ID, credential, record []byte, err error) {
	session, err := sessionOf(check)
	if err != nil {
		return "", nil, nil, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return "", nil, nil, errors.Join(ErrPasskey, err)
	}
	user, used, err := p.party.ValidatePasskeyLogin(func(_, handle []byte) (webauthn.User, error) { return find(casebook.ID(handle)) }, session, parsed)
	if err != nil {
		return "", nil, nil, errors.Join(ErrPasskey, err)
	}
	if used.Authenticator.CloneWarning {
		return "", nil, nil, errors.Join(ErrPasskey, errors.New("its counter ran backwards"))
	}
	record, err = json.Marshal(used)
	return casebook.ID(user.WebAuthnID()), used.ID, record, err
}

// Challenge gives the random part of a question, which may be answered once,
// and until when it may.
func Challenge(check []byte) (challenge string, until time.Time) {
	session, err := sessionOf(check)
	if err != nil {
		return "", time.Time{}
	}
	return session.Challenge, session.Expires
}

func sessionOf(check []byte) (webauthn.SessionData, error) {
	var session webauthn.SessionData
	if err := json.Unmarshal(check, &session); err != nil {
		return session, errors.Join(ErrPasskey, err)
	}
	return session, nil
}
