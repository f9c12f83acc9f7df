"""Messages of other packages that staff may see, where the package has no Arabic or Arabic that does not fit ours.

Our catalogue comes before theirs. Nothing imports this file; script/messages reads it. Drop a line when its package
has the translation.
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

# Django: the staff site in the words of docs/style-ar.md: nouns on buttons, agreement with any gender
_("Log in")
_("Welcome,")
_("Change password")
_("Password change")
_("Change my password")
_("Change password: %s")
_("Password changed successfully.")
_("Error:")
_(
    "Please enter the correct %(username)s and password for a staff account. Note that both fields may be "
    "case-sensitive."
)
_(
    "You are authenticated as %(username)s, but are not authorized to access this page. Would you like to login to a "
    "different account?"
)
_(
    "Please enter your old password, for security’s sake, and then enter your new password twice so we can verify "
    "you typed it in correctly."
)
_("Enter the same password as before, for verification.")
_("Thanks for spending some quality time with the web site today.")
_("Log in again")
_("You don’t have permission to view or edit anything.")
_("After you’ve created a user, you’ll be able to edit more user options.")
_("Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.")
_("Designates whether the user can log into this admin site.")
_("The groups this user belongs to. A user will get all permissions granted to each of their groups.")
_("staff status")
_("active")
ngettext(
    "Your password must contain at least %(min_length)d character.",
    "Your password must contain at least %(min_length)d characters.",
    0,
)
ngettext(
    "This password is too short. It must contain at least %(min_length)d character.",
    "This password is too short. It must contain at least %(min_length)d characters.",
    0,
)
_("Select %s")
_("Select %s to change")
_("Select %s to view")
_("Add")
_("Add %(name)s")
_("Add another %(verbose_name)s")
_("Add another %(model)s")
_("Save")
_("Save and add another")
_("Save and continue editing")
_("Save and view")
_("Search")
_("Delete")
_("Remove")
_("Delete?")
_("Go")
_("Lookup")
_("Models in the %(name)s application")
_("Model name")
_("Add link")
_("Change or view list link")
_("%(app)s administration")
_(" By %(filter_title)s ")
_("Clear all filters")
_("%(full_result_count)s total")
_("Select all objects on this page for an action")
_("Select this object for an action - {}")
_("Select all %(total_count)s %(module_name)s")
ngettext("%(total_count)s selected", "All %(total_count)s selected", 0)
_("0 of %(cnt)s selected")
_("The {name} “{obj}” was added successfully.")
_("The {name} “{obj}” was added successfully. You may add another {name} below.")
_("The {name} “{obj}” was changed successfully.")
_("The {name} “{obj}” was changed successfully. You may add another {name} below.")
_("The {name} “{obj}” was changed successfully. You may edit it again below.")
_("You may edit it again below.")
_("%(name)s with ID “%(key)s” doesn’t exist. Perhaps it was deleted?")
_("%(model_name)s with this %(field_label)s already exists.")
_("Items must be selected in order to perform actions on them. No items have been changed.")
ngettext("Please correct the error below.", "Please correct the errors below.", 0)
_("This field is required.")
_("Enter a whole number.")
_("Select a valid choice. %(value)s is not one of the available choices.")
_("Select a valid choice. That choice is not one of the available choices.")
_("No file was submitted.")
_("The submitted file is empty.")
_("Run the selected action")
_("Hold down “Control”, or “Command” on a Mac, to select more than one.")
_("Designates whether this user should be treated as active. Unselect this instead of deleting accounts.")
_("email address")
