// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Carries the precompiled headers that every test uses; does nothing itself.
int main()
{
    return 0;
}
