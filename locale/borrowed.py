"""Messages of other packages that staff may see and that lack Arabic there: translated in our own catalogue.

Nothing imports this file; script/messages reads it. Drop a line when its package has the translation.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Django: forms and validation
_("Enter a valid domain name.")
_("Enter a valid %(protocol)s address.")
_("Ensure this value is a multiple of step size %(limit_value)s.")
_("Constraint “%(name)s” is violated.")
_("%(model)s instance with %(field)s %(value)r is not a valid choice.")
ngettext("Please submit at most %(num)d form.", "Please submit at most %(num)d forms.", 0)
ngettext("Please submit at least %(num)d form.", "Please submit at least %(num)d forms.", 0)

# Django: accounts
_("Conflicting form data submitted. Please try again.")
_("Password-based authentication was disabled.")
_("Set password: %s")
_("Reset password")
_("Set password")
_("Password-based authentication")
_("Enabled")
_("Disabled")
_("Raw passwords are not stored, so there is no way to see the user’s password.")
_("Enable password-based authentication for this user by setting a password.")
_(
    "Whether the user will be able to authenticate using a password or not. If disabled, they may still be able to "
    "authenticate using other backends, such as Single Sign-On or LDAP."
)
ngettext(
    "This password is too short. It must contain at least %d character.",
    "This password is too short. It must contain at least %d characters.",
    0,
)

# django-import-export: the import pages
_("Import finished: {} new, {} updated, {} deleted and {} skipped {}.")
_(
    "%(exc_name)s encountered while trying to read file. "
    "Ensure you have chosen the correct format for the file."
)
_("No valid data to import. Ensure your file has the correct headers or data for import.")
_("Resource")
_("Some rows failed to validate")
_("Please correct these errors in your data where possible, then reupload it using the form above.")
_("Row")
_("Non field specific")
_("Value could not be parsed.")
