"""Cassation and reopening (giám đốc thẩm, tái thẩm): from the application to the protest or the notice that there is no ground."""
