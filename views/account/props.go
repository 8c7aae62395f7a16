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
