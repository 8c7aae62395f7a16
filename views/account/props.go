// Package account is the pages around signing in: what somebody sees who is
// not at the desk yet. It holds no secret and decides nothing; start at
// [SignInProps].
package account

import "net/url"

// other gives this page in another language.
func (p SignInProps) other(lang string) string {
	v := url.Values{"lang": {lang}}
	if p.Next != "" {
		v.Set("next", p.Next)
	}
	return "/account/sign-in?" + v.Encode()
}
