<#-- SPDX-License-Identifier: Apache-2.0 -->
<#-- One line a jar, without versions, so that an upgrade changes nothing here. -->
What the command carries beside our own jars, and the licences of each.
The library alone carries rocksdbjni, chronicle-bytes, chronicle-core and slf4j-api.

<#list dependencyMap?sort_by(["key", "artifactId"]) as each>
<#if each.key.groupId != "dev.lastword">
${each.key.groupId}:${each.key.artifactId}  (<#list each.value as licence>${licence}<#sep> or </#list>)
</#if>
</#list>
