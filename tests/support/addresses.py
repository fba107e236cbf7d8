"""Who gets what where. Each line: the name of the URL, an address, what GET answers, what POST
answers to a small valid form: a status for each role in the order of ``access.ROLES`` (guest,
member, author, suspended, moderator, editor, administrator), the last one for all after it as well.
"""

# The author wrote both comments; the moderator has hidden the second one. "303" of a guest is the
# way to sign-up, with what was sent kept.
ADDRESSES = """
pages:home | / | 200 | 405
pages:about | /about/ | 200 | 405
pages:explanation | /explained/the-lamp-explained/ | 200 | 405
pages:paragraph | /explained/the-lamp-explained/paragraphs/{paragraph}/ | 200 | 405
pages:changes | /explained/the-lamp-explained/changes/ | 200 | 405
pages:draft | /drafts/{token}/ | 200 | 405
pages:draft | /drafts/1:nobody-signed-this/ | 404 | 405
pages:draft_page | /admin/explainer/edition/{draft}/page/ | 302 302 302 302 403 200 | 302 302 302 302 405
pages:opinions | /opinions/the-lamp-explained/ | 200 | 405
pages:opinions_file | /opinions/the-lamp-explained/readings.csv | 200 | 405
pages:opinions_file | /opinions/the-lamp-explained/nothing.csv | 404 | 405
pages:media | /media/pictures/0123456789abcdef/1/480.jpg | 404 | 405
pages:feed | /feeds/explanations/ | 200 | 200
pages:sitemap | /sitemap.xml | 200 | 405
pages:robots | /robots.txt | 200 | 405
pages:healthz | /healthz | 200 | 405
pages:readyz | /readyz | 200 | 405
discussions:rating | /explained/the-lamp-explained/rating/ | 200 | 303 303 303 403 303
discussions:questions | /questions/ | 200 | 405
discussions:question | /questions/what-is-it-about/ | 200 | 405
discussions:results | /questions/what-is-it-about/results/ | 200 | 405
discussions:results_file | /questions/what-is-it-about/results/standings.csv | 200 | 405
discussions:results_file | /questions/what-is-it-about/results/over-time.json | 200 | 405
discussions:results_file | /questions/what-is-it-about/results/before-and-after.csv | 200 | 405
discussions:comments | /questions/what-is-it-about/comments/ | 405 | 303 303 303 403 303
discussions:latest | /questions/what-is-it-about/latest/ | 200 | 405
discussions:follow | /questions/what-is-it-about/follow/ | 405 | 303 303 303 403 303
discussions:question_feed | /feeds/questions/what-is-it-about/ | 200 | 200
discussions:comment | /comments/{comment}/ | 200 | 405
discussions:comment | /comments/{hidden}/ | 404 404 200 404 | 405
discussions:branch | /comments/{comment}/branch/ | 200 | 405
discussions:branch | /comments/{hidden}/branch/ | 404 404 200 404 | 405
discussions:replies | /comments/{comment}/replies/ | 200 | 405
discussions:replies | /comments/{hidden}/replies/ | 404 404 404 404 200 404 200 | 405
discussions:edit | /comments/{comment}/edit/ | 403 403 200 403 | 303 403 303 403
discussions:edit | /comments/{hidden}/edit/ | 404 404 404 404 403 404 403 | 303 403 409 403
discussions:delete | /comments/{comment}/delete/ | 403 403 200 403 | 303 403 303 403
discussions:delete | /comments/{hidden}/delete/ | 404 404 200 404 403 404 403 | 404 404 303 404 403 404 403
discussions:history | /comments/{comment}/history/ | 302 403 200 403 200 403 200 | 405
discussions:history | /comments/{hidden}/history/ | 404 404 404 404 200 404 200 | 405
discussions:useful | /comments/{comment}/useful/ | 405 | 303 303 422 403 303
discussions:useful | /comments/{hidden}/useful/ | 405 | 404 404 404 404 303 404 303
discussions:flag | /comments/{comment}/flag/ | 200 | 303 200 200 403 200
discussions:flag | /comments/{hidden}/flag/ | 404 404 404 404 200 404 200 | 404 404 404 404 200 404 200
discussions:appeal | /comments/{comment}/appeal/ | 302 404 | 303 404
discussions:appeal | /comments/{hidden}/appeal/ | 302 404 200 404 | 303 404 422 404
discussions:moderate | /comments/{comment}/moderate/ | 302 404 404 404 200 404 200 | 302 404 404 404 303 404 303
discussions:feature | /comments/{comment}/feature/ | 302 404 404 404 405 404 405 | 302 404 404 404 303 404 303
discussions:propose | /questions/what-is-it-about/readings/ | 200 | 422
discussions:propose | /questions/about-our-lamp/readings/ | 404 | 404
discussions:alike | /questions/what-is-it-about/readings/alike/ | 405 | 200
discussions:vote_next | /readings/next/ | 303 | 405
discussions:vote | /interpretations/{reading}/vote/ | 405 | 303 303 303 403 303
discussions:vote | /interpretations/{reading}/vote/before/ | 405 | 303 303 303 403 303
discussions:vote | /interpretations/{reading}/vote/after/ | 405 | 303 303 303 403 303
discussions:vote | /interpretations/{reading}/vote/between/ | 405 | 404
discussions:moved | /interpretations/{reading}/moved/ | 302 409 | 303 303 303 403 303
discussions:preview | /preview/ | 405 | 200
discussions:member | /members/author/ | 200 | 405
discussions:mute | /members/author/mute/ | 405 | 303 303 422 303
discussions:me | /me/ | 302 200 | 302 405
discussions:my_comments | /me/comments/ | 302 200 | 302 405
discussions:my_votes | /me/votes/ | 302 200 | 302 405
discussions:my_readings | /me/readings/ | 302 200 | 302 405
discussions:my_questions | /me/questions/ | 302 200 | 302 405
discussions:profile | /me/profile/ | 302 200 | 302 302 302 403 302
discussions:mutes | /me/mutes/ | 302 200 | 302
discussions:data | /me/data/ | 302 200 | 302 405
discussions:deletion | /me/deletion/ | 302 200 | 302 422
discussions:resume | /me/drafts/ | 302 | 303
discussions:queue | /moderation/ | 302 404 404 404 200 404 200 | 302 404 404 404 405 404 405
discussions:decisions | /moderation/decisions/ | 302 404 404 404 405 404 405 | 302 404 404 404 422 404 422
discussions:undo | /moderation/decisions/{decision}/undo/ | 302 404 404 404 405 404 405 | 302 404 404 404 303 404
discussions:proposals | /moderation/readings/ | 302 404 404 404 200 | 302 404 404 404 405
discussions:decide_reading | /moderation/readings/{reading}/ | 302 404 404 404 200 | 302 404 404 404 422
discussions:vote_report | /moderation/votes/ | 302 404 404 404 200 404 200 | 302 404 404 404 405 404 405
discussions:vote_release | /moderation/votes/{author}/release/ | 302 404 404 404 405 404 405 | 302 404 404 404 303 404 303
discussions:log | /moderation/log/ | 200 | 405
account_login | /account/login/ | 200 302 | 200 302
account_logout | /account/logout/ | 302 200 | 302
account_inactive | /account/inactive/ | 200 | 405
account_signup | /account/signup/ | 200 302 | 200 302
account_reauthenticate | /account/reauthenticate/ | 302 200 | 302 200
account_email | /account/email/ | 302 200 | 302
account_email_verification_sent | /account/confirm-email/ | 200 | 405
account_change_password | /account/password/change/ | 302 200 | 302 200
account_set_password | /account/password/set/ | 302 | 302
account_reset_password | /account/password/reset/ | 200 | 200
account_confirm_login_code | /account/login/code/confirm/ | 302 | 302
account_confirm_email | /account/confirm-email/no-such-key/ | 200 | 404
account_reset_password_from_key_done | /account/password/reset/key/done/ | 200 | 405
account_reset_password_from_key | /account/password/reset/key/1-bad/ | 200 | 200
account_reset_password_done | /account/password/reset/done/ | 200 | 405
mfa_index | /account/2fa/ | 302 200 | 302 405
mfa_authenticate | /account/2fa/authenticate/ | 302 | 302
mfa_reauthenticate | /account/2fa/reauthenticate/ | 302 | 302
mfa_activate_totp | /account/2fa/totp/activate/ | 302 | 302
mfa_deactivate_totp | /account/2fa/totp/deactivate/ | 302 404 | 302 404
mfa_view_recovery_codes | /account/2fa/recovery-codes/ | 302 404 | 302 405
mfa_generate_recovery_codes | /account/2fa/recovery-codes/generate/ | 302 | 302
mfa_download_recovery_codes | /account/2fa/recovery-codes/download/ | 302 404 | 302 404
mfa_list_webauthn | /account/2fa/webauthn/ | 302 200 | 302 405
mfa_add_webauthn | /account/2fa/webauthn/add/ | 302 | 302
mfa_reauthenticate_webauthn | /account/2fa/webauthn/reauthenticate/ | 302 | 302
mfa_remove_webauthn | /account/2fa/webauthn/keys/1/remove/ | 302 | 302
mfa_edit_webauthn | /account/2fa/webauthn/keys/1/edit/ | 302 | 302
mfa_login_webauthn | /account/2fa/webauthn/login/ | 302 | 302
admin:index | /admin/ | 302 302 302 302 200 | 302 302 302 302 200
admin:login | /admin/login/ | 302 403 403 403 302 | 302 403 403 403 200
admin:logout | /admin/logout/ | 302 302 302 302 405 | 302
admin:password_change | /admin/password_change/ | 302 302 302 302 200 | 302 302 302 302 200
admin:password_change_done | /admin/password_change/done/ | 302 302 302 302 200 | 302 302 302 302 405
admin:autocomplete | /admin/autocomplete/ | 302 302 302 302 403 | 302 302 302 302 405
admin:jsi18n | /admin/jsi18n/ | 302 302 302 302 200 | 302 302 302 302 405
admin:view_on_site | /admin/r/1/1/ | 302 302 302 302 404 | 302 302 302 302 404
admin:app_list | /admin/discussions/ | 302 302 302 302 200 | 302 302 302 302 200
admin:explainer_edition_publish | /admin/explainer/edition/{draft}/publish/ | 302 302 302 302 403 200 | 302 302 302 302 403 200
admin:explainer_edition_preview | /admin/explainer/edition/{draft}/preview/ | 302 302 302 302 403 200 | 302 302 302 302 403 200
admin:explainer_edition_revoke_link | /admin/explainer/edition/{draft}/preview/links/{link}/revoke/ | 302 302 302 302 405 | 302 302 302 302 403 302
admin:explainer_edition_compare | /admin/explainer/edition/{note}/compare/{draft}/ | 302 302 302 302 403 200 | 302 302 302 302 405
admin:explainer_edition_presence | /admin/explainer/edition/{draft}/presence/ | 302 302 302 302 405 | 302 302 302 302 403 200
admin:explainer_edition_restore | /admin/explainer/edition/{note}/restore/ | 302 302 302 302 405 | 302 302 302 302 403 302
admin:explainer_edition_render | /admin/explainer/edition/{draft}/render/ | 302 302 302 302 405 | 302 302 302 302 403 200
admin:explainer_edition_pictures | /admin/explainer/edition/{draft}/pictures/ | 302 302 302 302 403 200 | 302 302 302 302 405
admin:explainer_explanation_compare | /admin/explainer/explanation/{explanation}/compare/ | 302 302 302 302 403 302 | 302 302 302 302 405
admin:explainer_edition_unschedule | /admin/explainer/edition/{draft}/unschedule/ | 302 302 302 302 405 | 302 302 302 302 403 302
admin:explainer_explanation_new_edition | /admin/explainer/explanation/{explanation}/new-edition/ | 302 302 302 302 405 | 302 302 302 302 403 302
admin:explainer_picture_replace | /admin/explainer/picture/{picture}/replace/ | 302 302 302 302 403 200 | 302 302 302 302 403 200
admin:explainer_picture_take_down | /admin/explainer/picture/{upload}/take-down/ | 302 302 302 302 403 200 | 302 302 302 302 403 302
admin:explainer_picture_replaced | /admin/explainer/picture/{picture}/replaced/ | 302 302 302 302 403 200 | 302 302 302 302 405
admin:explainer_explanation_withdraw | /admin/explainer/explanation/{explanation}/withdraw/ | 302 302 302 302 403 200 | 302 302 302 302 403 302
admin:explainer_explanation_restore | /admin/explainer/explanation/{explanation}/restore/ | 302 302 302 302 405 | 302 302 302 302 403 302
admin:discussions_suspension_lift | /admin/discussions/suspension/{suspension}/lift/ | 302 302 302 302 405 | 302 302 302 302 302 403 302
admin:discussions_wordrule_try | /admin/discussions/wordrule/try/ | 302 302 302 302 302 403 302 | 302 302 302 302 422 403 422
"""  # noqa: E501  (a line each)

# What the admin offers for each model: (l)ist, (a)dd, (c)hange or view, (d)elete, (h)istory, to
# moderators, to editors, to administrators. Everybody else is sent to sign in.
MODELS = """
auth.group | - | - | lacdh
discussions.comment | lch | lch | lch
discussions.decision | - | - | lch
discussions.flag | lch | - | lch
discussions.interpretation | - | lach | lach
discussions.member | lch | - | lch
discussions.namechange | lch | - | lch
discussions.question | lch | lach | lach
discussions.siterules | lch | - | lch
discussions.suspension | lch | - | lch
discussions.wordrule | lacdh | - | lacdh
django_tasks_database.dbtaskresult | - | - | lch
explainer.edition | - | lch | lch
explainer.explanation | - | lach | lach
explainer.film | - | lach | lach
explainer.picture | - | lacdh | lacdh
hersite.staffaction | - | - | lch
mfa.authenticator | - | - | lcdh
"""
